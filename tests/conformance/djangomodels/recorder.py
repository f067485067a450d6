# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Records the trace of a seed."""

from django.db import connection

from .drawing.operations import M2M_OPERATIONS
from .drawing.scenes import Scenes
from .library import SIGNALS
from .models import MODELS, RELATIONS

OPERATIONS = {"create": 12, "make": 6, "save": 16, "delete": 11, "delete_query": 5, "update": 4, "bulk_create": 3,
              "get": 4, "list": 4, "count": 2, "get_or_create": 5, "update_or_create": 6, "refresh": 3, "add": 8,
              "remove": 5, "set": 7, "clear": 3, "linked": 3, "begin": 9, "commit": 7, "rollback": 3, "on_commit": 5,
              "behave": 30, "connect": 2, "disconnect": 3, "scene": 15}


class Recorder(Scenes):
    """Draws the steps, and has the library do them."""

    def __init__(self, seed):
        super().__init__(seed)
        self.steps = []

    def draw(self):
        while self.plan:
            if (do := self.plan.pop(0)()):
                return do
        weights = dict(OPERATIONS)
        if connection.needs_rollback:
            weights.update(commit=40, rollback=10, on_commit=10, behave=5)
        elif self.library.blocks and self.chance(0.2):
            weights.update(on_commit=25, commit=15)
        while True:
            if self.provoke and not connection.needs_rollback:
                do = self.draw_provocation()
                if do:
                    return do
            op = self.weighted(weights)
            do = self.draw_m2m(op) if op in M2M_OPERATIONS + ["linked"] else getattr(self, "draw_" + op)()
            if do:
                return do

    # A seed's listeners at the beginning: who listens decides, too, what a delete loads.
    def first_listeners(self):
        kind = self.weighted({"any": 4, "models": 5, "few": 3})
        heard = [name for name in SIGNALS if not name.endswith("init")]
        if self.chance(0.45):
            heard = list(SIGNALS)
        if self.chance(0.35):
            heard = [name for name in heard if not name.endswith("delete")]
        listeners = []
        for signal in heard:
            senders = list(RELATIONS) if signal == "m2m_changed" else list(MODELS)
            if kind == "any":
                listeners.append([signal, "*"])
            else:
                share = 0.8 if kind == "models" else 0.4
                listeners += [[signal, name] for name in senders if self.chance(share)]
        return {"op": "connect", "listeners": listeners}

    def do(self, do):
        self.steps.append(self.library.step(do))

    def record(self, steps):
        self.do(self.first_listeners())
        for model in ["Author", "Tag", "Publisher", "Author", "Tag", "Book", "Book"]:
            if (first := self.draw_create(model)):
                self.do(first)
        more = self.random.choice(["Chapter", "Review", "Loan", "Note", "Chapter"])
        if (first := self.draw_create(more)):
            self.do(first)
        while len(self.steps) < steps:
            self.do(self.draw())
        while self.library.blocks:
            self.do({"op": "commit"})
        self.library.let_go()
        return {"steps": self.steps, "rows": self.library.rows()}
