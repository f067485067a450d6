// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "bytes.h"

#include "instancevalues_p.h"
#include "support/sample.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

/// Filters, orders and limits from outside. Each query either has a readable error and asks nothing, or finds
/// the same rows in the same order in SQLite and in memory.

using namespace Signalbox;

namespace {

struct Row {
    Sample sample;
    QVariantList values;
};

// A handful of rows with what is hard to compare, the same in each process.
std::vector<Row> makeRows()
{
    const QStringList texts{QString::fromLatin1(""), QStringLiteral("a"),      QStringLiteral("A"),
                            QStringLiteral("%_"),    QStringLiteral("a\\'\""), QStringLiteral("\uFFFD"),
                            QStringLiteral("😀"),     QStringLiteral("e\u0301")};
    const QList<double> reals{0.0, -0.0, 0.1, 1e300, -1e-300, 4503599627370497.5, 1.0, 2.5};
    const QList<qint64> numbers{0,
                                -1,
                                1,
                                std::numeric_limits<qint64>::max(),
                                std::numeric_limits<qint64>::min(),
                                1LL << 53,
                                (1LL << 53) + 1,
                                42};
    const QDateTime moment(QDate(2000, 2, 29), QTime(23, 59, 59, 999), Qt::UTC);
    std::vector<Row> rows(16);
    for (int i = 0; i < 16; ++i) {
        Sample &sample = rows[size_t(i)].sample;
        const int j = (i * 5) % 8;
        sample.big = numbers[j];
        sample.number = i % 5;
        sample.natural = i % 3 ? uint(i) : std::numeric_limits<uint>::max();
        sample.flag = i % 2;
        sample.real = reals[(i * 3) % 8];
        sample.text = texts[j];
        sample.note = i % 4 ? texts[i % 8] : QString();
        sample.bytes = texts[i % 8].toUtf8() + char(i);
        sample.blob = i % 3 ? QByteArray(i, '\0') : QByteArray();
        if (i % 5)
            sample.moment = moment.addMSecs(i - 8);
        if (i % 4)
            sample.date = QDate(i % 2 ? 1 : 9999, 1, i);
        if (i % 3)
            sample.time = QTime(i, i, i, i);
        if (i % 2)
            sample.uuid = QUuid(uint(i) << 28, ushort(i), 1, 0, 0, 0, 0, 0, 0, 0, 0);
        sample.document = i % 2 ? QJsonObject{{QStringLiteral("a"), i}} : QJsonObject();
        sample.colour = i % 3 ? Sample::Colour::Green : Sample::Colour::Infrared;
    }
    return rows;
}

class Shelf {
public:
    Shelf()
    {
        const auto synced = syncdb<Sample>();
        require(bool(synced), "the table is made");
        for (Row &row : m_rows) {
            const auto saved = row.sample.save();
            require(bool(saved), "a row is saved", saved ? QString() : saved.error().text());
            row.values = InstanceValues::all(ModelInfo::of<Sample>(), &row.sample);
        }
    }
    const std::vector<Row> &rows() const { return m_rows; }

    QList<qint64> found(const QueryDescription &query) const
    {
        std::vector<const Row *> found;
        for (const Row &row : m_rows) {
            if (query.matches(row.values))
                found.push_back(&row);
        }
        std::sort(found.begin(), found.end(),
                  [&](const Row *a, const Row *b) { return query.compare(a->values, b->values) < 0; });
        QList<qint64> keys;
        const qsizetype all = qsizetype(found.size());
        const qsizetype first = std::min<qsizetype>(query.offset(), all);
        const qsizetype last = query.limit() < 0 ? all : std::min<qsizetype>(first + query.limit(), all);
        for (qsizetype i = first; i < last; ++i)
            keys << found[size_t(i)]->sample.id;
        return keys;
    }

private:
    TestDatabase m_database;
    std::vector<Row> m_rows = makeRows();
};

Shelf *shelf = nullptr;

QString takeField(Bytes &bytes)
{
    const auto &fields = ModelInfo::of<Sample>().fields();
    const int which = bytes.takeBelow(fields.size() + 3);
    if (which < fields.size())
        return fields[which].name;
    return which == fields.size() ? QStringLiteral("pk") : bytes.takeText();
}

QString takeLookup(Bytes &bytes)
{
    static const QStringList lookups{QString(),
                                     QStringLiteral("__exact"),
                                     QStringLiteral("__gt"),
                                     QStringLiteral("__gte"),
                                     QStringLiteral("__lt"),
                                     QStringLiteral("__lte"),
                                     QStringLiteral("__in"),
                                     QStringLiteral("__contains"),
                                     QStringLiteral("__startswith"),
                                     QStringLiteral("__isnull"),
                                     QStringLiteral("__")};
    return bytes.pick(lookups);
}

QVariant takeValue(Bytes &bytes, int depth = 0)
{
    switch (bytes.takeBelow(16)) {
    case 0:
        return {};
    case 1:
        return bytes.take<bool>();
    case 2:
        return bytes.take<int8_t>();
    case 3:
        return bytes.take<qint64>();
    case 4:
        return bytes.take<quint64>();
    case 5:
        return bytes.take<double>();
    case 6:
        return bytes.takeBytes();
    case 7:
        return QDateTime::fromMSecsSinceEpoch(bytes.take<qint64>() % (1LL << 49), Qt::OffsetFromUTC,
                                              bytes.take<int8_t>() * 300);
    case 8:
        return QDate::fromJulianDay(bytes.take<int>());
    case 9:
        return QTime::fromMSecsSinceStartOfDay(bytes.take<int>() & 0x7ffffff);
    case 10:
        return QString::fromLatin1(bytes.takeBytes());
    case 11: {
        QVariantList list;
        for (int i = depth < 2 ? bytes.takeBelow(4) : 0; i > 0; --i)
            list << takeValue(bytes, depth + 1);
        return list;
    }
    case 12:
        return bytes.takeText();
    default: { // of a row, so that there is something to find
        const Row &row = shelf->rows()[size_t(bytes.takeBelow(qsizetype(shelf->rows().size())))];
        return bytes.pick(row.values);
    }
    }
}

QString textOf(const QList<qint64> &keys)
{
    QStringList texts;
    for (const qint64 key : keys)
        texts << QString::number(key);
    return texts.join(QLatin1Char(' '));
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    [[maybe_unused]] static auto &application =
        *new QCoreApplication(*argc, *argv); // Qt 6.8 can't destroy it with the statics
    shelf = new Shelf; // as long as the process
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes bytes(data, size);
    QueryDescription query(ModelInfo::of<Sample>());
    QString asked;
    for (int filters = bytes.takeBelow(4); filters > 0; --filters) {
        QString lookup = takeField(bytes); // one after the other, for every compiler
        lookup += takeLookup(bytes);
        const QVariant value = takeValue(bytes);
        QDebug(&asked) << lookup << value;
        query.filter(lookup, value);
    }
    QStringList order;
    for (int fields = bytes.takeBelow(4); fields > 0; --fields)
        order << (bytes.take<bool>() ? QStringLiteral("-") : QString()) + takeField(bytes);
    if (!order.isEmpty())
        query.orderBy(order);
    if (bytes.take<bool>())
        query.setLimit(bytes.take<int8_t>(), bytes.take<int8_t>());
    QDebug(&asked) << order << query.limit() << query.offset();

    const auto keys = detail::keys(query);
    const auto count = detail::count(query);
    require(bool(keys) == bool(count), "what can be listed can be counted", asked);
    if (!keys) {
        require(keys.error().kind() == DatabaseError::Kind::InvalidArgument,
                "a query is refused before the database sees it", asked + keys.error().text());
        require(keys.error().text().contains(QLatin1StringView("fields.Sample")), "the error names the model",
                asked + keys.error().text());
        return 0;
    }
    require(!query.error(), "a query with an error finds nothing", asked);
    const QList<qint64> expected = shelf->found(query);
    require(*keys == expected, "SQLite and memory find the same, in the same order",
            asked + QStringLiteral("\n  SQLite: %1\n  memory: %2").arg(textOf(*keys), textOf(expected)));
    require(*count == expected.size(), "and count the same", asked);
    return 0;
}
