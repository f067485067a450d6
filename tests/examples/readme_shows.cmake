# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Fails unless README shows each of PARTS (files, separated by commas) word for word, in a code block. Leading
# licence comments are left out.
file(READ ${README} readme)
get_filename_component(root ${README} DIRECTORY)
string(REPLACE "," ";" parts "${PARTS}")
foreach(part IN LISTS parts)
    file(READ ${root}/${part} text)
    string(REGEX REPLACE "^(// SPDX[^\n]*\n)+" "" text "${text}")
    string(FIND "${readme}" "\n${text}```" position)
    if(position EQUAL -1)
        message(FATAL_ERROR "README.md does not show ${part} as it is. Copy it there again:\n${text}")
    endif()
endforeach()
