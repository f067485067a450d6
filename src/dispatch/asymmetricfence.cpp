// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "asymmetricfence_p.h"

#include "sanitizers_p.h"

#include <QtCore/qglobal.h>

#if defined(Q_OS_LINUX) && __has_include(<linux/membarrier.h>)
    #include <linux/membarrier.h>
    #include <sys/syscall.h>
    #include <unistd.h>
    #if defined(__NR_membarrier)
        #define SIGNALBOX_MEMBARRIER
    #endif
#elif defined(Q_OS_WIN)
    #include <windows.h>
#endif

namespace Signalbox::AsymmetricFence {
namespace {

#if defined(SIGNALBOX_TSAN)
bool prepare()
{
    return false;
}
void fenceAllThreads() { }
#elif defined(SIGNALBOX_MEMBARRIER)
bool prepare()
{
    return syscall(__NR_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}
void fenceAllThreads()
{
    syscall(__NR_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}
#elif defined(Q_OS_WIN)
bool prepare()
{
    return true;
}
void fenceAllThreads()
{
    FlushProcessWriteBuffers();
}
#else
bool prepare()
{
    return false;
}
void fenceAllThreads() { }
#endif

} // namespace

bool s_asymmetric = prepare();

void heavy()
{
    if (s_asymmetric)
        fenceAllThreads();
}

} // namespace Signalbox::AsymmetricFence
