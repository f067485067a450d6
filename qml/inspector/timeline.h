// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "recorder.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <deque>
#include <vector>

/// What became of one send for one receiver.
struct Delivery {
    enum State {
        Queued, ///< it has not been called yet
        Running, ///< it has not returned yet
        Returned,
        Raised,
        Dropped, ///< it was not called and won't be
        Batched, ///< it got this with a later send, in one call
        Unknown, ///< its end was not recorded
    };

    Signalbox::ConnectionId connection;
    QString receiver;
    State state = Queued;
    int thread = 0; ///< where it was called; 0 as long as it was not
    Step::Time began = {}; ///< of the call, or of being dropped
    std::chrono::nanoseconds waited{0}; ///< from the send until then
    std::chrono::nanoseconds took{0}; ///< the call
    QString error = {};

    bool isOver() const { return state >= Returned; }
};

/// One send, as far as it is known.
struct SendRecord {
    quint64 id = 0;
    quint64 parent = 0; ///< the send in whose receiver it was made; 0 if there is none
    quint64 signal = 0; ///< as ConnectionId::signal
    QString name; ///< of the signal
    QString sender;
    int thread = 0;
    Step::Time time;
    std::vector<Delivery> deliveries;
    bool hasMore = false; ///< there are deliveries that there was no room for
    bool hasMoreFailed = false; ///< one of those was dropped, or threw

    int count(Delivery::State state) const;
    bool hasFailed() const;
    bool runs() const { return count(Delivery::Running) > 0; }

    /// What has not ended is Unknown from now on.
    void loseTrack();

    /// From the send to the last thing that is known of it.
    std::chrono::nanoseconds span() const;
};

/// The latest sends with their deliveries, put together from recorded steps, the oldest first.
class Timeline {
public:
    static constexpr size_t mostSends = 1000;
    static constexpr size_t mostDeliveries = 200; ///< of one send

    void add(const std::vector<Step> &steps);
    void clear();

    /// Of all sends: the steps that follow are not recorded.
    void loseTrack();

    const std::deque<SendRecord> &sends() const { return m_sends; }

    /// nullptr if it is not there, or not any more.
    const SendRecord *find(quint64 send) const;

    /// How many sends came before sends().front(), all in all.
    quint64 gone() const { return m_gone; }

private:
    SendRecord *lookUp(quint64 send);
    void begin(const Step &step);
    static void follow(SendRecord &send, const Step &step);

    std::deque<SendRecord> m_sends;
    QHash<quint64, quint64> m_places; // by id, counted from the first that there ever was
    quint64 m_gone = 0;
};
