# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Draws reactions."""

from ..models import MODELS, text_field
from .choices import Choices

M2M_ACTIONS = ["pre_add", "post_add", "pre_remove", "post_remove", "pre_clear", "post_clear"]


class Reactions(Choices):
    def __init__(self, seed):
        super().__init__(seed)
        self.provoke = None  # what is to have its reaction happen with the next step

    def heard(self):
        return sorted(self.library.listeners)

    def draw_behave(self):
        heard = self.heard()
        if not heard:
            return None
        signals_heard = sorted({signal for signal, _ in heard})
        weights = {"pre_init": 4, "post_init": 3, "pre_save": 5, "post_save": 8, "pre_delete": 6, "post_delete": 6,
                   "m2m_changed": 7}
        signal = self.weighted({name: weights[name] for name in signals_heard})
        model = self.random.choice([name for known, name in heard if known == signal])
        do = {"op": "behave", "signal": signal}
        if signal == "m2m_changed":
            do["model"] = self.weighted({"Book.tags": 4, "Book.sequels": 1, "Book.alike": 1}) if model == "*" else model
            do["action"] = self.random.choice(M2M_ACTIONS + ["pre_add", "pre_remove", "pre_add"])
        else:
            do["model"] = self.model() if model == "*" else model
        kinds = {"raise": 4, "on_commit": 2, "count": 2}
        if signal == "m2m_changed" and do["action"] in ("pre_add", "pre_remove"):
            kinds["discard"] = 14
        if signal == "pre_init":
            kinds = {"set": 1, "raise": 1}
        if signal == "post_init":
            kinds = {"raise": 2, "count": 1}
        if signal == "pre_save":
            kinds.update({"set": 6, "create": 2, "save": 1})
        if signal == "post_save":
            kinds.update({"save": 5, "create": 4, "delete": 3, **({"add": 24} if do["model"] == "Book" else {})})
        if signal in ("pre_delete", "post_delete"):
            kinds.update({"create": 3, "on_commit": 4, "count": 3})
        then = self.reaction(self.weighted(kinds), do["model"])
        if not then:
            return None
        self.provoke = do if self.chance(0.95) else None
        return {**do, "then": then}

    def reaction(self, kind, model=None):
        if kind == "set":
            field = "year" if model == "Book" and self.chance(0.5) else text_field(MODELS[model])
            return [kind, field, self.random.randrange(1900, 1930) if field == "year" else self.text(model)]
        if kind == "create":
            other = self.model()
            values = self.values(other, in_reaction=True)
            return None if values is None else [kind, other, values]
        if kind == "add":
            targets = sorted({self.key("Tag") for _ in range(2)} - {None})
            return [kind, "tags", targets] if targets else None
        if kind == "on_commit":
            return [kind, self.fresh("x"), self.reaction("count") if self.chance(0.3) else None]
        if kind == "count":
            return [kind, model if model in MODELS else self.model()]
        return [kind]
