#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Times Django's own send() and prints the figures as JSON, in nanoseconds per send.

    django.py [--brief]

Needs Debian's python3-django.
"""

import argparse
import json
import platform
import random
import sys
import time

# Python looks for modules beside a script first, and this one has the name of what it needs.
sys.path.pop(0)

try:
    import django
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
    print(json.dumps({
        "django": django.get_version(),
        "python": platform.python_version(),
        "samples": samples,
    }, indent=1))


if __name__ == "__main__":
    main()
