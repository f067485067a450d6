# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Draws operations."""

from django.db import connection

from ..database import sql
from ..library import SIGNALS
from ..models import MODELS, RELATIONS, Author
from .choices import TAG_NAMES
from .reactions import Reactions

FIRST_PRESET = 101
M2M_OPERATIONS = ["add", "remove", "set", "clear"]


class Operations(Reactions):
    """Each draw_… returns what to do, or None if there is nothing to do it with."""

    def draw_create(self, model=None):
        model = model or self.model()
        values = self.values(model)
        return None if values is None else {"op": "create", "model": model, "values": values, "as": self.fresh("i")}

    def draw_make(self, model=None):
        do = self.draw_create(model)
        if do:
            do["op"] = "make"
            if self.chance(0.4):
                self.made["preset"] += 1
                do["preset"] = FIRST_PRESET - 1 + self.made["preset"]
        return do

    def draw_save(self, model=None):
        ref = self.ref(model, self.weighted({"saved": 6, "unsaved": 4, "gone": 4})) or self.ref(model)
        if not ref:
            return None
        model = self.model_of(ref)
        do = {"op": "save", "ref": ref, "values": self.some_values(model) if self.chance(0.7) else {}}
        kind = self.weighted({"plain": 10, "update_fields": 6, "insert": 2, "update": 2, "both": 0.7, "raw": 3,
                              "insert and update_fields": 0.6})
        if kind.endswith("update_fields"):
            names = [field.name for field in MODELS[model]._meta.concrete_fields[1:]]
            wrong = self.weighted({"": 7, "nothing": 2, "unknown": 1.5, "id": 1.5})
            do["update_fields"] = sorted(self.random.sample(names, self.random.randint(1, min(2, len(names)))))
            if wrong == "nothing":
                do["update_fields"] = []
            elif wrong:
                do["update_fields"].append(wrong)
        if kind.startswith("insert") or kind in ("update", "both"):
            do["force"] = kind.split(" ")[0]
        if kind == "raw":
            do["raw"] = True
        return do

    def draw_delete(self, model=None):
        ref = self.ref(model, self.weighted({"saved": 9, "unsaved": 2, "gone": 2})) or self.ref(model)
        return ref and {"op": "delete", "ref": ref}

    def draw_delete_query(self, model=None):
        model = model or self.model()
        return {"op": "delete_query", "model": model, "filter": self.filter(model)}

    def draw_update(self):
        model = self.model()
        where = self.filter(model)
        if model == "Tag":
            key = self.key(model)
            if not key:
                return None
            where = [["id", "=", key]]
        values = self.some_values(model)
        return {"op": "update", "model": model, "filter": where, "values": values} if values else None

    def draw_bulk_create(self):
        model = self.model()
        rows = [self.values(model) for _ in range(self.random.randint(2, 3))]
        if model == "Tag" and self.chance(0.7):
            rows = [{"name": name} for name in self.random.sample(TAG_NAMES, 2)]
        return {"op": "bulk_create", "model": model, "rows": rows} if None not in rows else None

    def draw_get(self, model=None):
        model = model or self.model()
        key = self.key(model, gone=0.3)
        where = [["name", "=", self.text(model)]] if model == "Tag" and self.chance(0.5) else [["id", "=", key]]
        return {"op": "get", "model": model, "filter": where, "as": self.fresh("i")} \
            if key or where[0][0] == "name" else None

    def draw_list(self):
        model = self.model()
        do = {"op": "list", "model": model, "filter": self.filter(model) if self.chance(0.5) else [],
              "as": [self.fresh("i"), self.fresh("i")][:self.random.randint(0, 2)]}
        if self.chance(0.6):
            plain = [field.name for field in MODELS[model]._meta.concrete_fields[1:] if not field.remote_field]
            do["order"] = [self.random.choice(["", "-"]) + self.random.choice(plain)]
        if self.chance(0.6):
            do["limit"] = self.random.randint(1, 3)
        return do

    def draw_count(self):
        model = self.model()
        return {"op": "count", "model": model, "filter": self.filter(model) if self.chance(0.7) else []}

    # The lookup may match one row at most.
    def draw_get_or_create(self, model=None):
        model = model if model in ("Tag", "Book", "Author", "Publisher") else \
            self.weighted({"Tag": 3, "Book": 2, "Author": 2, "Publisher": 1})
        values = self.values(model)
        if values is None:
            return None
        existing = self.key(model, gone=0)
        if existing and self.chance(0.5):
            row = MODELS[model]._meta.db_table, self.library.names.keys[existing]
            text = "title" if model == "Book" else "name"
            values[text] = sql(f"SELECT {text} FROM {row[0]} WHERE id = ?", row[1])[0][0]
            if model == "Book":
                author = sql(f"SELECT author_id FROM {row[0]} WHERE id = ?", row[1])[0][0]
                values["author"] = self.library.names.of(Author, author)
        lookup = {name: values[name] for name in ("title", "name", "author") if name in values}
        where = " AND ".join(f"{'author_id' if name == 'author' else name} = ?" for name in lookup)
        found = sql(f"SELECT id FROM {MODELS[model]._meta.db_table} WHERE {where}",
                    *[self.library.names.keys[value] if name == "author" else value for name, value in lookup.items()])
        defaults = {"year": values["year"]} if model == "Book" else {}
        if model != "Book" and self.chance(0.5):
            defaults = {"name": self.text(model)}
        return {"op": "get_or_create", "model": model, "lookup": lookup, "defaults": defaults,
                "as": self.fresh("i")} if len(found) < 2 else None

    def draw_update_or_create(self, model=None):
        do = self.draw_get_or_create(model)
        if do:
            do["op"] = "update_or_create"
            if do["model"] == "Book" and self.chance(0.4):
                do["defaults"]["title"] = self.text("Book")
            if self.chance(0.15):
                do["defaults"] = {}
        return do

    def draw_refresh(self):
        ref = self.ref(wanted=self.weighted({"saved": 4, "unsaved": 1, "gone": 2})) or self.ref()
        if not ref or (connection.needs_rollback and self.library.instances[ref].pk is None):
            return None  # Django knows without a statement that there is no row
        return {"op": "refresh", "ref": ref}

    def draw_m2m(self, op, relation=None):
        relation = relation or self.weighted({"Book.tags": 5, "Book.sequels": 2, "Book.alike": 2})
        reverse = relation != "Book.alike" and self.chance(0.4)
        owner, far = ("Tag", "Book") if relation == "Book.tags" and reverse else \
            ("Book", "Tag" if relation == "Book.tags" else "Book")
        ref = self.ref(owner, self.weighted({"saved": 12, "unsaved": 1, "gone": 0.5})) or self.ref(owner)
        if not ref:
            return None
        do = {"op": op, "ref": ref, "relation": relation}
        if reverse:
            do["reverse"] = True
        if op in ("add", "remove", "set"):
            do["targets"] = self.draw_targets(op, do, far)
        if op == "set" and self.chance(0.35):
            do["clear"] = True
        return do

    def draw_targets(self, op, do, far):
        count = self.weighted({0: 1, 1: 6, 2: 6, 3: 3})
        targets = [self.key(far, gone=0.03) for _ in range(count)]
        owner = self.library.instances[do["ref"]]
        if owner.pk is not None and self.chance(0.7):  # those linked already
            through = RELATIONS[do["relation"]]
            ends = [field.column for field in through._meta.concrete_fields[1:]]
            here, there = reversed(ends) if do.get("reverse") else ends
            linked = [self.library.names.names.get((MODELS[far], key)) for key, in
                      sql(f"SELECT {there} FROM {through._meta.db_table} WHERE {here} = ? ORDER BY 1", owner.pk)]
            targets = linked if op == "set" and self.chance(0.3) else targets[:1] + linked[:2]
        targets = [target for target in targets if target]
        keys = set()
        for index, target in enumerate(targets):
            same = [name for name in self.recent[-14:] if name in self.library.instances and
                    type(self.library.instances[name]) is MODELS[far] and
                    self.library.instances[name].pk == self.library.names.keys[target]]
            if same and self.chance(0.5):
                targets[index] = self.random.choice(same)
            if op == "set" and target in keys:
                targets[index] = None
            keys.add(target)
        targets = [target for target in targets if target]
        if op != "remove" and self.chance(0.08) and (unsaved := self.ref(far, "unsaved")):
            targets.append(unsaved)
        return targets

    def draw_begin(self):
        return {"op": "begin"} if len(self.library.blocks) < 3 and not connection.needs_rollback else None

    def draw_commit(self):
        return {"op": "commit"} if self.library.blocks else None

    def draw_rollback(self):
        return {"op": "rollback"} if self.library.blocks else None

    def draw_on_commit(self):
        kind = self.weighted({None: 6, "on_commit": 4, "raise": 2, "create": 2, "count": 2})
        name = self.fresh("x")
        return {"op": "on_commit", "name": name, "then": self.reaction(kind) if kind else None}

    def draw_connect(self):
        signal = self.random.choice(list(SIGNALS)[2:] if self.chance(0.8) else list(SIGNALS))
        return {"op": "connect", "listeners": [[signal, self.sender(signal)]]}

    def sender(self, signal):
        if self.chance(0.3):
            return "*"
        return self.random.choice(list(RELATIONS)) if signal == "m2m_changed" else self.model()

    def draw_disconnect(self):
        heard = self.heard()
        if not heard or self.chance(0.15):
            signal = self.random.choice(list(SIGNALS))
            return {"op": "disconnect", "listeners": [[signal, self.sender(signal)]]}
        return {"op": "disconnect", "listeners": [list(self.random.choice(heard))]}
