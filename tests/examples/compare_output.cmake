# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Runs PROGRAM with ARGUMENTS in FOLDER, which is made anew, or here if there is none, and fails unless it exits with 0
# and prints exactly what the file EXPECTED holds.
if(FOLDER)
    file(REMOVE_RECURSE ${FOLDER})
    file(MAKE_DIRECTORY ${FOLDER})
    file(CHMOD ${FOLDER} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set(ENV{XDG_RUNTIME_DIR} ${FOLDER}) # or Qt says that there is none
else()
    set(FOLDER .)
endif()
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} WORKING_DIRECTORY ${FOLDER}
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
file(READ ${EXPECTED} expected)
if(NOT code EQUAL 0 OR NOT "${out}${err}" STREQUAL "${expected}")
    message(FATAL_ERROR "${PROGRAM} exited with ${code} and printed\n${out}${err}instead of\n${expected}")
endif()
