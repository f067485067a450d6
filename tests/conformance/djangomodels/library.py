# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Does the steps."""

from django.db import connection, transaction
from django.db.models import signals

from .database import clear, push_sequence, sql
from .errors import Raised, error_kind
from .listeners import SENDERS, Listeners
from .models import MODELS, RELATIONS
from .newerdjango import update_or_create

SIGNALS = {name: getattr(signals, name) for name in
           ("pre_init", "post_init", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed")}


class Library(Listeners):
    """Does the steps, beginning with empty tables. Each do_… takes what is in "do", and returns the result."""

    def __init__(self):
        super().__init__()
        self.listeners, self.blocks = {}, []
        clear()

    def do_connect(self, listeners):
        for signal, name in listeners:
            if (signal, name) not in self.listeners:
                self.listeners[signal, name] = self.listener(signal, name == "*")
                SIGNALS[signal].connect(self.listeners[signal, name], sender=SENDERS[name], weak=False)

    def do_disconnect(self, listeners):
        return [SIGNALS[signal].disconnect(self.listeners.pop((signal, name), None), sender=SENDERS[name])
                if (signal, name) in self.listeners else False for signal, name in listeners]

    def do_behave(self, signal, model, then, action=None):
        self.pending[(signal, model, action) if action else (signal, model)] = then

    def do_make(self, model, values, preset=None, **keywords):
        model = MODELS[model]
        values = self.attributes(model, values)
        if preset:
            values["id"] = preset
        self.instances[keywords["as"]] = model(**values)

    def do_create(self, model, values, **keywords):
        model = MODELS[model]
        self.instances[keywords["as"]] = model.objects.create(**self.attributes(model, values))

    def do_save(self, ref, values, update_fields=None, force=None, raw=False):
        instance = self.instances[ref]
        for name, value in self.attributes(type(instance), values).items():
            setattr(instance, name, value)
        if raw:
            instance.save_base(raw=True)
        else:
            instance.save(force_insert=force in ("insert", "both"), force_update=force in ("update", "both"),
                          update_fields=update_fields)

    def do_delete(self, ref):
        return self.counted(self.instances[ref].delete())

    def do_delete_query(self, model, **keywords):
        return self.counted(self.query(MODELS[model], keywords["filter"]).delete())

    def do_update(self, model, values, **keywords):
        model = MODELS[model]
        return self.query(model, keywords["filter"]).update(**self.attributes(model, values))

    def do_bulk_create(self, model, rows):
        model = MODELS[model]
        model.objects.bulk_create([model(**self.attributes(model, values)) for values in rows])
        keys = sql(f"SELECT id FROM {model._meta.db_table} ORDER BY id DESC LIMIT {len(rows)}")
        return [self.names.of(model, key) for key, in reversed(keys)]

    def do_get(self, model, **keywords):
        self.instances[keywords["as"]] = self.query(MODELS[model], keywords["filter"]).get()

    def do_list(self, model, order=(), limit=None, **keywords):
        model = MODELS[model]
        found = list(self.query(model, keywords["filter"]).order_by(*order, "id")[:limit])
        self.instances.update(zip(keywords["as"], found))
        return [self.names.of(model, instance.pk) for instance in found]

    def do_count(self, model, **keywords):
        return self.query(MODELS[model], keywords["filter"]).count()

    def do_get_or_create(self, model, lookup, defaults, **keywords):
        model = MODELS[model]
        instance, created = model.objects.get_or_create(defaults, **self.attributes(model, lookup))
        self.instances[keywords["as"]] = instance
        return created

    def do_update_or_create(self, model, lookup, defaults, **keywords):
        model = MODELS[model]
        instance, created = update_or_create(model, self.attributes(model, lookup), defaults)
        self.instances[keywords["as"]] = instance
        return created

    def do_refresh(self, ref):
        self.instances[ref].refresh_from_db()

    def do_add(self, ref, relation, targets, reverse=False):
        manager = self.manager(ref, relation, reverse)
        manager.add(*self.targets(manager.model, targets))

    def do_remove(self, ref, relation, targets, reverse=False):
        manager = self.manager(ref, relation, reverse)
        manager.remove(*self.targets(manager.model, targets))

    def do_set(self, ref, relation, targets, reverse=False, clear=False):
        manager = self.manager(ref, relation, reverse)
        manager.set(self.targets(manager.model, targets), clear=clear)

    def do_clear(self, ref, relation, reverse=False):
        self.manager(ref, relation, reverse).clear()

    def do_linked(self, ref, relation, reverse=False):
        manager = self.manager(ref, relation, reverse)
        return self.names.of_all(manager.model, manager.values_list("id", flat=True))

    def do_begin(self):
        block = transaction.atomic()
        block.__enter__()
        self.blocks.append(block)

    def do_commit(self):
        broken = connection.needs_rollback
        self.blocks.pop().__exit__(None, None, None)
        return "rolled back" if broken else "committed"

    def do_rollback(self):
        self.blocks.pop().__exit__(Raised, Raised(), None)

    def do_on_commit(self, name, then):
        self.on_commit(name, then)

    def step(self, do):
        self.events, step = [], {"do": do}
        try:
            result = getattr(self, "do_" + do["op"])(**{name: value for name, value in do.items() if name != "op"})
        except Exception as error:
            result, step["error"] = None, error_kind(error)
            if not step["error"]:
                raise
        step.update({name: value for name, value in (("events", self.events), ("result", result))
                     if value or value == 0})
        ref = do.get("ref", do.get("as"))
        if isinstance(ref, str) and ref in self.instances:
            step["key"] = self.names.of(type(self.instances[ref]), self.instances[ref].pk)
        if connection.needs_rollback:
            step["broken"] = True
        for model in MODELS.values():
            push_sequence(model, self.names.highest(model))
        return step

    def rows(self):
        found = {}
        for name, model in MODELS.items():
            found[name] = [self.names.row(model(*row)) for row in
                           sql(f"SELECT * FROM {model._meta.db_table} ORDER BY id")]
        for name, through in RELATIONS.items():
            ends = through._meta.concrete_fields[1:]
            columns = ", ".join(field.column for field in ends)
            found[name] = [[self.names.of(field.remote_field.model, key) for field, key in zip(ends, row)]
                           for row in sql(f"SELECT {columns} FROM {through._meta.db_table}")]
        return {name: sorted(rows, key=lambda row: row[:2]) for name, rows in found.items() if rows}

    def let_go(self):
        self.do_disconnect(list(self.listeners))
