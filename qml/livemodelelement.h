// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtQml/qqml.h>

#include <Signalbox/LiveModel>

/// `LiveModel` in QML: Signalbox::LiveModel as it is.
struct LiveModelElement {
    Q_GADGET
    QML_FOREIGN(Signalbox::LiveModel)
    QML_NAMED_ELEMENT(LiveModel)
};
