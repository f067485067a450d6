# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""This Django is helped to do as newer ones do.

The rows of a SET_NULL relation are not loaded (4.2), update_or_create passes update_fields, and nothing is saved when
there are no defaults (4.2), deletes have an origin (4.1). What is a ValueError or NotUpdated in newer ones has its
name in errors.py.

And it is helped to be definite: the rows that a delete loads, which Django asks for in no order, come in that of
their keys; each query of it is one model's.
"""

import functools

from django.db import models, transaction
from django.db.models.deletion import Collector


class NewerDjango:
    """Newer Django versions, as far as traces tell, on this one."""

    muted = 0  # loading what newer ones do not load
    origins = []  # of the deletes under way

    @classmethod
    def install(cls):
        class MutedQuerySet(models.QuerySet):
            def _fetch_all(self):
                cls.muted += 1
                try:
                    super()._fetch_all()
                finally:
                    cls.muted -= 1

        def related_objects(collector, model, fields, instances, original=Collector.related_objects):
            rows = original(collector, model, fields, instances).order_by("pk")
            if all(field.remote_field.on_delete is models.SET_NULL for field in fields):
                rows.__class__ = MutedQuerySet
            return rows

        def with_origin(delete):
            @functools.wraps(delete)
            def wrapper(self, *arguments, **kwargs):
                cls.origins.append((type(self), self.pk) if isinstance(self, models.Model) else None)
                try:
                    return delete(self, *arguments, **kwargs)
                finally:
                    cls.origins.pop()
            return wrapper

        def collect(collector, rows, *arguments, original=Collector.collect, **kwargs):
            is_query = isinstance(rows, models.QuerySet) and rows._result_cache is None
            return original(collector, rows.order_by("pk") if is_query else rows, *arguments, **kwargs)

        Collector.related_objects, Collector.collect = related_objects, collect
        models.Model.delete = with_origin(models.Model.delete)
        models.QuerySet.delete = with_origin(models.QuerySet.delete)


def update_or_create(model, lookup, defaults):
    """QuerySet.update_or_create() as it is since Django 4.2."""
    with transaction.atomic():
        instance, created = model.objects.get_or_create(defaults, **lookup)
        if not created:
            for name, value in defaults.items():
                setattr(instance, name, value)
            instance.save(update_fields=set(defaults))
    return instance, created
