# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""The models of the traces, as Django's app "library", what does the steps with them, and what draws these.

To import it sets Django up, with a database in memory. From the bottom up:

    apps, models                 the app
    newerdjango                  what newer versions of Django do, on this one
    database                     its tables and sequences, without Django
    names, errors                what a trace calls keys and errors
    operands, listeners          what inputs of steps mean; what the listeners note, and how they react
    library                      does the steps
    drawing, recorder            draw the steps
    summary                      counts what occurs
"""

import django
from django.conf import settings

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
                   INSTALLED_APPS=["djangomodels.apps.Library"], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
                   USE_TZ=True)
django.setup()
