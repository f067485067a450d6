# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Counts what occurs in traces."""

import json


def summarize(counts, trace):
    """Adds to the counts what occurs in the trace."""
    depth, registered = 0, set()
    for step in trace["steps"]:
        do, op = step["do"], step["do"]["op"]
        variants = [name for name in ("force", "raw", "update_fields", "clear", "reverse", "preset") if name in do]
        counts[f"op {op}"] += 1
        for name in variants:
            value = do[name] if name == "force" else ("empty" if do[name] == [] else "")
            counts[f"op {op} with {name} {value}".rstrip()] += 1
        if "error" in step:
            counts[f"error {step['error']} in {op}"] += 1
            counts[f"error {step['error']}"] += 1
            if step.get("events"):
                counts[f"error {step['error']} after events"] += 1
        if "broken" in step:
            counts["broken after step"] += 1
        names = [do["name"]] if op == "on_commit" else []
        registered.update(names)
        if op == "commit" and step.get("error") == "IntegrityError" and registered and not step.get("events"):
            counts["commit failing with callbacks, none called"] += 1
        if op == "begin":
            depth += 1
        if op in ("commit", "rollback"):
            counts[f"{op} at depth {depth}"] += 1
            depth -= 1
        registered = registered if depth else set()
        if op == "commit":
            counts[f"commit: {step.get('result', step.get('error'))}"] += 1
        if op.startswith("delete") and len(step.get("result", {})) > 1:
            counts["delete of several models"] += 1
        deleted = [event for event in step.get("events", []) if event[0].startswith("pre_delete")]
        if len({event[1] for event in deleted}) > 1:
            counts["delete with signals of several models"] += 1
        if len({json.dumps(event[2]) for event in deleted}) < sum(step.get("result", {}).values()
                                                                 if op.startswith("delete") else []):
            counts["delete with fast deletes"] += 1
        if any("-" in event[2] for event in step.get("events", []) if event[0].startswith("post_init")):
            counts["event post_init without all values"] += 1
        if op.endswith("or_create") and "error" not in step:
            counts[f"{op}: {'created' if step['result'] else 'found'}"] += 1
        for event in step.get("events", []):
            counts[f"event {event[0]}" + (f" {event[3]}" if event[0].startswith("m2m") else "")] += 1
            if event[0].startswith("m2m") and event[6] == []:
                counts[f"event {event[0]} {event[3]} with no keys"] += 1
