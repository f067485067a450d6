# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""What keys are called in a trace."""

import collections


class Names:
    """Gives a key its name when it is written for the first time."""

    def __init__(self):
        self.names, self.keys, self.counts = {}, {}, collections.Counter()

    def of(self, model, key):
        if key is None:
            return None
        if (model, key) not in self.names:
            self.counts[model] += 1
            name = model.__name__[0].lower() + str(self.counts[model])
            self.names[model, key], self.keys[name] = name, key
        return self.names[model, key]

    def of_all(self, model, keys):
        return None if keys is None else sorted(self.of(model, key) for key in sorted(keys))

    def row(self, instance):
        row, model = [], type(instance)
        for field in model._meta.concrete_fields:
            if field.attname not in instance.__dict__:
                row.append("-")
            elif field.primary_key or field.remote_field:
                target = field.remote_field.model if field.remote_field else model
                row.append(self.of(target, instance.__dict__[field.attname]))
            else:
                row.append(instance.__dict__[field.attname])
        return row

    def highest(self, model):
        return max([key for known, key in self.names if known is model], default=0)
