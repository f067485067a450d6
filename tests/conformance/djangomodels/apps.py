# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""The models' place in Django."""

from django.apps import AppConfig


class Library(AppConfig):
    name = "djangomodels"
    label = "library"
