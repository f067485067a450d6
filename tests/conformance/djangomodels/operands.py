# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""What the inputs of steps mean."""

from .models import MODELS, RELATIONS, REVERSE, foreign_keys
from .names import Names

COMPARISONS = {"=": "", "<": "__lt", ">": "__gt"}


class Operands:
    """Knows keys and instances by their names."""

    def __init__(self):
        self.names, self.instances = Names(), {}

    def attributes(self, model, values):
        keys = foreign_keys(model)
        return {keys[name].attname if name in keys else name:
                self.names.keys.get(value, value) if name in keys or name == "id" else value
                for name, value in values.items()}

    def query(self, model, conditions):
        rows, keys = model.objects.all(), foreign_keys(model)
        for name, comparison, value in conditions:
            attribute = keys[name].attname if name in keys else name
            value = self.names.keys[value] if name in keys or name == "id" else value
            rows = rows.filter(**{attribute + COMPARISONS[comparison]: value})
        return rows

    def targets(self, far, targets):
        return [self.instances[target] if target[0] == "i" else self.names.keys[target] for target in targets]

    def manager(self, ref, relation, reverse):
        relation = relation.split(".")[1]
        return getattr(self.instances[ref], REVERSE[relation] if reverse else relation)

    def counted(self, deleted):
        models_by_label = {model._meta.label: name for name, model in [*MODELS.items(), *RELATIONS.items()]}
        return {models_by_label[label]: count for label, count in sorted(deleted[1].items()) if count}
