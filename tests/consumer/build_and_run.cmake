# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Configures PROJECT with OPTIONS in a new folder WORK, builds it unless CONFIGURE_ONLY, and runs the command RUN there, which must exit with
# 0 and print what the file PRINTS holds. With FAILS the configuration must fail, and say what matches it.
file(REMOVE_RECURSE ${WORK})

execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${PROJECT} -B ${WORK} ${OPTIONS}
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out
)
if(FAILS)
    string(REGEX REPLACE "[ \n]+" " " out "${out}")
    if(code EQUAL 0 OR NOT out MATCHES "${FAILS}")
        message(FATAL_ERROR "Configuring was to fail with ${FAILS}; it exited with ${code} and said\n${out}")
    endif()
    return()
endif()
if(NOT code EQUAL 0 OR out MATCHES "Warning")
    message(FATAL_ERROR "Configuring exited with ${code} and said\n${out}")
endif()
if(CONFIGURE_ONLY)
    return()
endif()

execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${WORK}
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out
)
if(NOT code EQUAL 0 OR out MATCHES "[Ww]arning:")
    message(FATAL_ERROR "Building exited with ${code} and said\n${out}")
endif()

if(RUN)
    list(POP_FRONT RUN program)
    execute_process(
        COMMAND ${WORK}/${program} ${RUN}
        WORKING_DIRECTORY ${WORK}
        RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out
    )
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "${program} exited with ${code} and printed\n${out}")
    endif()
endif()
if(PRINTS)
    file(READ ${PRINTS} expected)
    if(NOT out STREQUAL expected)
        message(FATAL_ERROR "${program} printed\n${out}instead of\n${expected}")
    endif()
endif()
