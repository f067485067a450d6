# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""What a trace calls errors."""

from django.db import DatabaseError, IntegrityError, models, transaction


class Raised(Exception):
    """What a receiver or callback raises."""


def error_kind(error):
    """The name of an error in a trace, or None for one that may not happen."""
    if isinstance(error, AssertionError):  # delete() without a key; Django 4.0 and later: ValueError
        return "ValueError" if "can't be deleted" in str(error) else None
    if type(error) is DatabaseError:  # Django 6.0 and later: NotUpdated
        return "NotUpdated" if "did not affect any rows" in str(error) else None
    kinds = [(Raised, "raised"), (models.ProtectedError, "ProtectedError"), (IntegrityError, "IntegrityError"),
             (models.ObjectDoesNotExist, "DoesNotExist"), (ValueError, "ValueError"),
             (transaction.TransactionManagementError, "TransactionManagementError")]
    return next((kind for known, kind in kinds if isinstance(error, known)), None)
