// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

/// One language of ISO 639-3.
class Language {
    Q_GADGET
    SIGNALBOX_MODEL(Language)
    Q_CLASSINFO("app", "languages")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString code MEMBER code)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString scope MEMBER scope)
    Q_PROPERTY(QString type MEMBER type)
    Q_PROPERTY(QString shortCode MEMBER shortCode)
public:
    qint64 id = 0;
    QString code = {}; ///< three letters
    QString name = {};
    QString scope = {}; ///< I(ndividual), M(acrolanguage) or S(pecial)
    QString type = {}; ///< A(ncient), C(onstructed), E(xtinct), H(istorical), L(iving) or S(pecial)
    QString shortCode = {}; ///< two letters, if it has any
};
