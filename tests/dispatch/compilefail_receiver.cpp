// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT

// Must not compile, for the reason that the test looks for: the receiver takes something else.
#include <Signalbox/Signal>

void wrongReceiver()
{
    Signalbox::Signal<int> signal{QLatin1StringView("number")};
    signal.connect([](const QString &) {});
}
