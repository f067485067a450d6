# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Runs PROGRAM and fails unless it exits with 0 and prints exactly what the file EXPECTED holds.
execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
file(READ ${EXPECTED} expected)
if(NOT code EQUAL 0 OR NOT "${out}${err}" STREQUAL "${expected}")
    message(FATAL_ERROR "${PROGRAM} exited with ${code} and printed\n${out}${err}instead of\n${expected}")
endif()
