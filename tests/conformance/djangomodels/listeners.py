# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""What listeners note, and how they react."""

import collections
import copy

from django.db import transaction

from .errors import Raised
from .models import MODELS, RELATIONS
from .newerdjango import NewerDjango
from .operands import Operands

SENDERS = {"*": None, **MODELS, **RELATIONS}
SENDER_NAMES = {model: name for name, model in SENDERS.items()}


class Listeners(Operands):
    """Notes the events of a step, and has the reactions that are pending happen."""

    def __init__(self):
        super().__init__()
        self.events, self.pending = [], {}
        self.counts = collections.Counter()

    def listener(self, signal, any_sender):
        def listen(sender, **kwargs):
            self.heard(signal, signal + "*" * any_sender, sender, kwargs)
        return listen

    def heard(self, signal, label, sender, kwargs):
        name = SENDER_NAMES.get(sender)
        if NewerDjango.muted or name is None or (name in RELATIONS and signal != "m2m_changed"):
            return
        self.events.append([label, name, *getattr(self, "note_" + signal.split("_")[1])(kwargs)])
        if signal == "post_save":
            self.events[-1].append(kwargs["created"])
        key = (signal, name, kwargs["action"]) if signal == "m2m_changed" else (signal, name)
        if key in self.pending:
            self.react(self.pending.pop(key), signal, kwargs)

    def note_init(self, kwargs):
        if "instance" in kwargs:
            return [self.names.row(kwargs["instance"])]
        if kwargs["args"]:
            return ["row"]
        return [sorted("id" if name == "id" else name.removesuffix("_id") for name in kwargs["kwargs"])]

    def note_save(self, kwargs):
        fields = kwargs["update_fields"]
        return [self.names.row(kwargs["instance"]), kwargs["raw"], None if fields is None else sorted(fields)]

    def note_delete(self, kwargs):
        row, origin = self.names.row(kwargs["instance"]), NewerDjango.origins[-1]
        return [row, self.names.of(*origin) if origin else "query"]

    def note_changed(self, kwargs):
        instance, far = kwargs["instance"], kwargs["model"]
        return [self.names.of(type(instance), instance.pk), kwargs["action"], kwargs["reverse"], far.__name__,
                self.names.of_all(far, kwargs["pk_set"])]

    def react(self, then, signal, kwargs):
        kind, *arguments = then
        self.counts[f"reaction {signal} {kind}"] += 1
        instance = kwargs.get("instance")
        if kind == "raise":
            raise Raised()
        if kind == "set" and signal == "pre_init":
            if kwargs["kwargs"]:
                kwargs["kwargs"][arguments[0]] = arguments[1]
        elif kind == "set":
            setattr(instance, *arguments)
        elif kind == "save":
            copy.copy(instance).save()
        elif kind == "delete":
            copy.copy(instance).delete()
        elif kind == "create":
            model = MODELS[arguments[0]]
            model.objects.create(**self.attributes(model, arguments[1]))
        elif kind == "add":
            far = getattr(instance, arguments[0]).model
            getattr(instance, arguments[0]).add(*self.targets(far, arguments[1]))
        elif kind == "discard":
            keys, far = kwargs["pk_set"], kwargs["model"]
            keys.discard(min(keys, key=lambda key: self.names.of(far, key), default=None))
        elif kind == "on_commit":
            self.on_commit(*arguments)
        elif kind == "count":
            self.events.append(["count", arguments[0], MODELS[arguments[0]].objects.count()])

    def on_commit(self, name, then):
        def call():
            self.events.append(["commit", name])
            if then:
                self.react(then, "commit", {})
        transaction.on_commit(call)
