// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

class KeyNames;

/// What the tables of all models and relations hold, those with rows, in the form in which a trace has it.
QJsonObject tableRows(KeyNames &names);
