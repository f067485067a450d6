// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

/// Wrong on purpose: it uses QString and does not include it.
struct NotAlone {
    QString name;
};
