#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Times Django's own send() and save() and prints the figures as JSON, in nanoseconds per send or row.

    django.py [--brief]

Needs Debian's python3-django.
"""

import argparse
import json
import platform
import random
import sys
import tempfile
import time

# Python looks for modules beside a script first, and this one has the name of what it needs.
sys.path.pop(0)

try:
    import django
    from django.conf import settings
    from django.dispatch import Signal
except ImportError:
    sys.exit("django.py needs Debian's python3-django.")

COUNTS = [0, 1, 10, 100]


class Receiver:
    """Held weakly, as a QObject is by the others."""

    def __init__(self):
        self.sum = 0

    def on_tick(self, value, **kwargs):
        self.sum += value


class Bench:
    def __init__(self, count):
        self.signal, self.sender = Signal(), object()
        self.receivers = [Receiver() for _ in range(count)]
        for receiver in self.receivers:
            self.signal.connect(receiver.on_tick)

    def seconds(self, sends):
        send, sender = self.signal.send, self.sender
        begin = time.perf_counter()
        for _ in range(sends):
            send(sender=sender, value=1)
        return time.perf_counter() - begin

    def sends_in(self, seconds):
        sends = 1
        while self.seconds(sends) < seconds / 10:
            sends *= 2
        return sends * 10


class Volumes:
    """Rows of three fields beside the key, saved one by one in a transaction, nobody listening."""

    ROWS = 200

    def __init__(self, directory):
        settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                                                  "NAME": f"{directory}/benchmark.sqlite"}})
        django.setup()
        from django.db import connection, models, transaction

        class Volume(models.Model):
            id = models.BigAutoField(primary_key=True)
            title = models.TextField()
            year = models.IntegerField()
            price = models.FloatField()

            class Meta:
                app_label = "benchmark"

        with connection.schema_editor() as editor:
            editor.create_model(Volume)
        self.model, self.transaction = Volume, transaction

    def volumes(self):
        return [self.model(title=f"Volume {i}", year=1900 + i % 100, price=i / 4) for i in range(self.ROWS)]

    @staticmethod
    def timed(volumes, operation):
        begin = time.perf_counter()
        for volume in volumes:
            operation(volume)
        return (time.perf_counter() - begin) * 1e9 / len(volumes)

    def measure(self):
        volumes, samples = self.volumes(), {}
        with self.transaction.atomic():
            samples["insert/django/1"] = self.timed(volumes, lambda volume: volume.save())
            samples["update/django/1"] = self.timed(volumes, lambda volume: volume.save())
            samples["remove/django/1"] = self.timed(volumes, lambda volume: volume.delete())
            self.transaction.set_rollback(True)
        return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brief", action="store_true", help="once and shortly, to see that it works")
    arguments = parser.parse_args()
    repetitions, seconds = (1, 0.001) if arguments.brief else (15, 0.1)

    benches = {count: Bench(count) for count in COUNTS}
    sends = {count: bench.sends_in(seconds) for count, bench in benches.items()}
    samples = {f"send/django/{count}": [] for count in COUNTS}
    rounds = COUNTS * repetitions
    random.shuffle(rounds)
    for count in rounds:
        nanoseconds = benches[count].seconds(sends[count]) * 1e9 / sends[count]
        samples[f"send/django/{count}"].append(nanoseconds)
    with tempfile.TemporaryDirectory() as directory:
        volumes = Volumes(directory)
        for _ in range(repetitions):
            for key, nanoseconds in volumes.measure().items():
                samples.setdefault(key, []).append(nanoseconds)
    print(json.dumps({
        "django": django.get_version(),
        "python": platform.python_version(),
        "samples": samples,
    }, indent=1))


if __name__ == "__main__":
    main()
