# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""The models of the traces."""

from django.db import models


class Publisher(models.Model):
    name = models.TextField(default="")


class Author(models.Model):
    name = models.TextField(default="")
    mentor = models.ForeignKey("self", models.SET_NULL, null=True)


class Tag(models.Model):
    name = models.TextField(default="", unique=True)


class Book(models.Model):
    title = models.TextField(default="")
    year = models.IntegerField(default=0)
    author = models.ForeignKey(Author, models.CASCADE)
    publisher = models.ForeignKey(Publisher, models.SET_NULL, null=True)
    tags = models.ManyToManyField(Tag)
    sequels = models.ManyToManyField("self", symmetrical=False, related_name="prequels")
    alike = models.ManyToManyField("self")


class Chapter(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)
    title = models.TextField(default="")


class Review(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, null=True)
    text = models.TextField(default="")


class Loan(models.Model):
    book = models.ForeignKey(Book, models.PROTECT)
    who = models.TextField(default="")


class Note(models.Model):
    tag = models.ForeignKey(Tag, models.DO_NOTHING, null=True)
    text = models.TextField(default="")


MODELS = {model.__name__: model for model in (Publisher, Author, Tag, Book, Chapter, Review, Loan, Note)}
RELATIONS = {"Book.tags": Book.tags.through, "Book.sequels": Book.sequels.through, "Book.alike": Book.alike.through}
REVERSE = {"tags": "book_set", "sequels": "prequels"}


def foreign_keys(model):
    return {field.name: field for field in model._meta.concrete_fields if field.remote_field}


def text_field(model):
    """The name of the first field that is a text."""
    return next(field.name for field in model._meta.concrete_fields if isinstance(field, models.TextField))
