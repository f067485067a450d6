# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""What the scripts that record traces share: their options, and how a trace is written."""

import argparse
import json


def option_parser(manual, steps, meaning_of_steps="how many steps for each"):
    parser = argparse.ArgumentParser(description=manual.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds (default: 1)")
    parser.add_argument("--steps", type=int, default=steps, help=f"{meaning_of_steps} (default: {steps})")
    return parser


def seeds(options):
    return range(options.seed, options.seed + options.seeds)


def write_trace(seed, **trace):
    """A trace is one line."""
    print(json.dumps({"seed": seed, **trace}, separators=(",", ":")))
