// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "livemodelelement.h"

#include <QtQml/QQmlInfo>

LiveModelElement::LiveModelElement(QObject *parent) : LiveModel(parent) { }

void LiveModelElement::warn(const QString &text) const
{
    qmlWarning(this) << text;
}
