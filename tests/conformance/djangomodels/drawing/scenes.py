# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Draws steps that follow from others, which chance alone would bring too seldom."""

from django.db import connection

from ..database import sql
from ..models import MODELS, Author, Book, Tag
from .choices import TAG_NAMES
from .operations import M2M_OPERATIONS, Operations


class Scenes(Operations):
    """Each scene_… returns what draws its steps, or None if there is nothing to do it with."""

    def __init__(self, seed):
        super().__init__(seed)
        self.plan = []  # what draws the next steps

    # What may have the pending reaction happen.
    def draw_provocation(self):
        do, self.provoke = self.provoke, None
        signal, model = do["signal"], do["model"]
        if signal == "m2m_changed":
            by_kind = {"add": ["add", "set", "add"], "remove": ["remove", "set"], "clear": ["clear", "set"]}
            op = self.random.choice(by_kind[do["action"].split("_")[1]])
            found = self.draw_m2m(op, model)
            if found and op == "set" and do["action"].endswith("clear"):
                found["clear"] = True
            return found
        if signal.endswith("init"):
            return self.random.choice([self.draw_create, self.draw_get, self.draw_make])(model)
        if signal.endswith("delete"):
            if ref := self.ref(model, "saved"):
                return {"op": "delete", "ref": ref}
            key = self.key(model, gone=0)
            return {"op": "delete_query", "model": model, "filter": [["id", "=", key]] if key else []}
        if model in ("Tag", "Author", "Book", "Publisher") and self.chance(0.3):
            return self.random.choice([self.draw_get_or_create, self.draw_update_or_create])(model)
        return self.random.choice([self.draw_create, self.draw_save])(model)

    # Draws a scene's first step, and plans the others.
    def draw_scene(self):
        if connection.needs_rollback or len(self.library.blocks) > 1:
            return None
        scenes = {"dangling": 10, "unique": 4, "rolled_back": 3, "gone": 6, "blocks": 3, "both_sides": 2, "cascade": 8,
                  "race": 8, "forced_callback": 1}
        first, *self.plan = getattr(self, "scene_" + self.weighted(scenes))() or [lambda: None]
        return first()

    # A tag with a note is deleted, which the commit finds out.
    def scene_dangling(self):
        tags = [tag for tag, in sql("SELECT tag_id FROM library_note ORDER BY id")
                if (Tag, tag) in self.library.names.names]
        if not tags:
            return [lambda: self.draw_create("Note")]
        tag = self.library.names.of(Tag, self.random.choice(tags))
        delete = {"op": "delete_query", "model": "Tag", "filter": [["id", "=", tag]]}
        if self.chance(0.3):
            return [lambda: delete]
        return [self.draw_begin, self.draw_on_commit, lambda: delete, self.draw_on_commit, self.draw_commit]

    def scene_unique(self):
        names = [name for name, in sql("SELECT name FROM library_tag ORDER BY id")]
        if not names:
            return None
        values, name = {"name": self.random.choice(names)}, self.fresh("i")
        do = self.random.choice([
            {"op": "create", "model": "Tag", "values": values, "as": name},
            {"op": "bulk_create", "model": "Tag", "rows": [{"name": "fresh"}, values]},
            {"op": "make", "model": "Tag", "values": values, "as": name}])
        then = [lambda: {"op": "save", "ref": name, "values": {}}] if do["op"] == "make" else []
        if self.chance(0.3):
            return [lambda: do, *then]
        return [self.draw_begin, self.draw_on_commit, lambda: do, *then, self.draw_refused, self.draw_on_commit,
                self.draw_commit]

    # Something that needs the database, while the transaction is broken.
    def draw_refused(self):
        op = self.random.choice(["create", "save", "delete", "delete_query", "update", "bulk_create", "get", "list",
                                 "count", "get_or_create", "update_or_create", *M2M_OPERATIONS])
        return self.draw_m2m(op) if op in M2M_OPERATIONS else getattr(self, "draw_" + op)()

    # An instance is used whose row a rollback took.
    def scene_rolled_back(self):
        do = self.draw_create()
        use = self.random.choice([{"op": "save", "values": {}}, {"op": "save", "values": {}, "force": "update"},
                                  {"op": "delete"}, {"op": "refresh"}])
        return do and [self.draw_begin, lambda: do, self.draw_rollback, lambda: self.use(use, do["as"])]

    # An instance is used whose row was deleted through another.
    def scene_gone(self):
        first = self.draw_get()
        if not first or first["filter"][0][0] != "id":
            return None
        second, model = {**first, "as": self.fresh("i")}, MODELS[first["model"]]
        use = self.random.choice([
            {"op": "save", "values": {}}, {"op": "save", "values": {}, "force": "update"},
            {"op": "save", "values": self.some_values(first["model"], only_plain=True)},
            {"op": "save", "values": {}, "update_fields": [model._meta.concrete_fields[-1].name]},
            {"op": "delete"}, {"op": "refresh"}])
        return [lambda: first, lambda: second, lambda: self.use({"op": "delete"}, first["as"]),
                lambda: self.use(use, second["as"])]

    def use(self, do, ref):
        return {"op": do["op"], "ref": ref, **do} if ref in self.library.instances else None

    def scene_blocks(self):
        end = self.random.choice([self.draw_rollback, self.draw_rollback, self.draw_commit])
        return [self.draw_begin, self.draw_on_commit, self.draw_begin, self.draw_on_commit, self.draw_create, end,
                self.draw_on_commit, self.draw_commit]

    def scene_both_sides(self):
        books = [self.ref("Book", "saved") for _ in range(2)]
        if None in books:
            return None
        keys = [self.library.names.of(Book, self.library.instances[name].pk) for name in books]
        relation = self.random.choice(["Book.alike", "Book.alike", "Book.sequels"])
        here = {"op": "add", "ref": books[0], "relation": relation, "targets": [keys[1]]}
        back = {"op": "add", "ref": books[1], "relation": relation, "targets": [keys[0]]}
        if relation == "Book.sequels":
            back["reverse"] = True
        look = {"op": "linked", "ref": books[0], "relation": relation}
        return [lambda: here, lambda: back, lambda: look]

    # An author with books that have dependants is deleted.
    def scene_cascade(self):
        author = self.key("Author", gone=0)
        book, name = self.key("Book", gone=0), self.fresh("i")
        if not author or not book:
            return None
        create = [lambda model=model: self.draw_create(model) for model in
                  self.random.sample(["Chapter", "Review", "Book", "Chapter"], 2)]
        row = sql("SELECT author_id FROM library_book WHERE id = ?", self.library.names.keys[book])[0][0]
        owner = {"Author": self.library.names.of(Author, row), "Book": book}
        model = self.weighted({"Author": 3, "Book": 2})
        where = [["id", "=", owner[model]]]
        if self.chance(0.4):
            return [*create, lambda: {"op": "delete_query", "model": model, "filter": where}]
        return [*create, lambda: {"op": "get", "model": model, "filter": where, "as": name},
                lambda: self.use({"op": "delete"}, name)]

    # A receiver spoils get_or_create(), for example by creating the same.
    def scene_race(self):
        signal = self.random.choice(["pre_save", "post_save"])
        if not any((signal, name) in self.library.listeners for name in ("*", "Tag")):
            return None
        missing = sorted(set(TAG_NAMES) - {name for name, in sql("SELECT name FROM library_tag")})
        if not missing:
            return None
        name = self.random.choice(missing)
        then = self.random.choice([["create", "Tag", {"name": name}], ["raise"], ["raise"], ["raise"], ["save"]])
        behave = {"op": "behave", "signal": signal, "model": "Tag", "then": then}
        ask = {"op": self.random.choice(["get_or_create", "update_or_create"]), "model": "Tag",
               "lookup": {"name": name}, "defaults": {}, "as": self.fresh("i")}
        return [lambda: behave, lambda: ask]

    # One callback throws, with another behind it.
    def scene_forced_callback(self):
        throw = {"op": "on_commit", "name": self.fresh("x"), "then": ["raise"]}
        return [self.draw_begin, self.draw_on_commit, lambda: throw, self.draw_on_commit, self.draw_commit]
