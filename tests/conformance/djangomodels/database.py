# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""The database itself, which is SQLite's, in memory."""

from django.db import connection

from .models import MODELS, RELATIONS

FIRST_KEY = 1001


def sql(statement, *arguments):
    """Asks the database itself, even where Django refuses to."""
    connection.ensure_connection()
    return connection.connection.execute(statement, arguments).fetchall()


def create_tables():
    with connection.schema_editor() as editor:
        for model in MODELS.values():
            editor.create_model(model)


def clear():
    """Empties the tables, and sets each sequence so that the first key is FIRST_KEY."""
    sql("PRAGMA foreign_keys = OFF")
    for model in [*RELATIONS.values(), *MODELS.values()]:
        sql(f"DELETE FROM {model._meta.db_table}")
    sql("PRAGMA foreign_keys = ON")
    sql("DELETE FROM sqlite_sequence")
    for model in MODELS.values():
        sql("INSERT INTO sqlite_sequence VALUES (?, ?)", model._meta.db_table, FIRST_KEY - 1)


def push_sequence(model, key):
    """Sees to it that the model gets keys above this one only: sequences go back with a rollback."""
    sql("UPDATE sqlite_sequence SET seq = MAX(seq, ?) WHERE name = ?", key, model._meta.db_table)
