// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemModel>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

/// An `Inspector {}` of QML, with an engine of its own, and what its lists show.
class Inspected {
public:
    Inspected() : m_engine(std::make_unique<QQmlEngine>())
    {
        m_engine->addImportPath(QStringLiteral(SIGNALBOX_QML_IMPORT_PATH));
        QQmlComponent component(m_engine.get());
        component.setData("import Signalbox.Inspector\nInspector { }", QUrl(u"file:///inspector.qml"_s));
        m_inspector.reset(component.create());
        if (!m_inspector)
            qFatal("%s", qPrintable(component.errorString()));
    }
    explicit Inspected(bool running) : Inspected() { set("running", running); }
    ~Inspected()
    {
        m_inspector.reset();
        m_engine.reset();
    }

    void set(const char *property, const QVariant &value)
    {
        QVERIFY(m_inspector->setProperty(property, value));
    }
    QVariant get(const char *property) const { return m_inspector->property(property); }
    double number(const char *property) const { return get(property).toDouble(); }
    void update() { QMetaObject::invokeMethod(m_inspector.get(), "update"); }
    void clear() { QMetaObject::invokeMethod(m_inspector.get(), "clear"); }

    const QAbstractItemModel *list(const char *name) const { return get(name).value<QAbstractItemModel *>(); }
    QVariant data(const char *name, int row, const char *role) const
    {
        const QAbstractItemModel *model = list(name);
        return model->index(row, 0).data(model->roleNames().key(role));
    }
    QString text(const char *name, int row, const char *role) const
    {
        return data(name, row, role).toString();
    }
    QStringList column(const char *name, const char *role) const
    {
        QStringList texts;
        for (int row = 0; row < list(name)->rowCount(); ++row)
            texts << text(name, row, role);
        return texts;
    }

private:
    std::unique_ptr<QQmlEngine> m_engine;
    std::unique_ptr<QObject> m_inspector;
};
