// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtQml/qqml.h>

#include <Signalbox/LiveModel>

/// What LiveModel is made of; a view takes one that C++ made as well.
struct LiveModelBaseElement {
    Q_GADGET
    QML_FOREIGN(Signalbox::LiveModel)
    QML_ANONYMOUS
};

/// `LiveModel` in QML: Signalbox::LiveModel, whose warnings name the object and its place in the QML file.
class LiveModelElement : public Signalbox::LiveModel {
    Q_OBJECT
    QML_NAMED_ELEMENT(LiveModel)

public:
    /// Made by the QML engine.
    explicit LiveModelElement(QObject *parent = nullptr);

protected:
    void warn(const QString &text) const override;
};
