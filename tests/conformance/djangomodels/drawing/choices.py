# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Chance, and what there is to choose from."""

import collections
import random

from django.db import models

from ..database import sql
from ..library import Library
from ..models import MODELS, foreign_keys, text_field

WORDS = ["emma", "ivanhoe", "candide", "werther", "faust", "hamlet", "kim", "dracula", "medea", "utopia"]
TAG_NAMES = ["old", "new", "long", "short", "sad", "funny", "true", "lost", "rare", "banned"]
MODEL_WEIGHTS = {"Publisher": 4, "Author": 8, "Tag": 8, "Book": 14, "Chapter": 6, "Review": 5, "Loan": 2, "Note": 4}


class Choices:
    def __init__(self, seed):
        self.random, self.library = random.Random(seed), Library()
        self.made = collections.Counter()  # names given to instances, callbacks and preset keys
        self.recent = []  # names of instances

    def chance(self, probability):
        return self.random.random() < probability

    def weighted(self, weights):
        return self.random.choices(list(weights), weights.values())[0]

    def fresh(self, kind):
        self.made[kind] += 1
        name = f"{kind}{self.made[kind]}"
        if kind == "i":
            self.recent.append(name)
        return name

    def existing(self, model):
        rows = sql(f"SELECT id FROM {MODELS[model]._meta.db_table} ORDER BY id")
        names = self.library.names.names
        return [names[MODELS[model], key] for key, in rows if (MODELS[model], key) in names]

    def gone(self, model):
        existing = set(self.existing(model))
        return [name for (known, _), name in self.library.names.names.items()
                if known is MODELS[model] and name not in existing]

    def key(self, model, gone=0.05):
        keys = self.existing(model)
        if (dead := self.gone(model)) and self.chance(gone):
            keys = dead
        return self.random.choice(keys) if keys else None

    # Instances: those with a row mostly, or one without a key ("unsaved"), or without a row ("gone").
    def ref(self, model=None, wanted=None):
        candidates = []
        for name in self.recent[-14:]:
            instance = self.library.instances.get(name)
            if instance is None or (model and type(instance) is not MODELS[model]):
                continue
            state = "unsaved" if instance.pk is None else "saved"
            table = instance._meta.db_table
            if instance.pk is not None and not sql(f"SELECT 1 FROM {table} WHERE id = ?", instance.pk):
                state = "gone"
            if wanted in (None, state):
                candidates.append(name)
        return self.random.choice(candidates) if candidates else None

    def model_of(self, ref):
        return type(self.library.instances[ref]).__name__

    def model(self):
        return self.weighted(MODEL_WEIGHTS)

    def text(self, model):
        return self.random.choice(TAG_NAMES if model == "Tag" else WORDS)

    # Values for all fields, or None if something that a foreign key has to refer to is missing.
    def values(self, model, in_reaction=False):
        values = {}
        for field in MODELS[model]._meta.concrete_fields[1:]:
            if field.remote_field:
                is_set_null = field.remote_field.on_delete is models.SET_NULL
                if field.null and (self.chance(0.25) or (in_reaction and is_set_null)):
                    continue
                value = self.key(field.remote_field.model.__name__)
                if value is None and not field.null:
                    return None
            elif field.name == "year":
                value = self.random.randrange(1800, 1830)
            else:
                value = self.text(model)
            if value is not None:
                values[field.name] = value
        return values

    def some_values(self, model, only_plain=False):
        values = {name: value for name, value in (self.values(model) or {}).items()
                  if not only_plain or name in ("name", "title", "text", "who", "year")}
        chosen = self.random.sample(list(values), self.random.randint(min(1, len(values)), min(2, len(values))))
        return {name: values[name] for name in values if name in chosen}

    def filter(self, model):
        kinds = ["key", "text"] + ["year"] * 2 * (model == "Book") + ["fk"] * 2 * bool(foreign_keys(MODELS[model]))
        kind = self.random.choice(kinds)
        if kind == "year":
            return [["year", self.random.choice("<>"), self.random.randrange(1800, 1830)]]
        if kind == "fk":
            field = self.random.choice(list(foreign_keys(MODELS[model]).values()))
            value = self.key(field.remote_field.model.__name__)
            return [[field.name, "=", value]] if value else []
        if kind == "key" and (key := self.key(model)):
            return [["id", self.random.choice("=<>"), key]]
        return [[text_field(MODELS[model]), self.random.choice("=<>"), self.text(model)]]
