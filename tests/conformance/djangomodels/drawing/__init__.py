# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""Draws steps at random: the choices, the reactions, the operations, and scenes of several of them.

Left out on purpose: transactions begun within a broken one; foreign keys given as an instance; null as a target;
duplicates in set(); query sets in no definite order, as get() with many matches; on_commit with robust. And as Django
3.2 nulls only what it found while collecting, no reaction refers to a publisher or mentor.
"""
