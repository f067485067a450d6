# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Run by cpack before it makes the packages: gives each the documents that Debian wants in it. Debian's changelog is of
# the package; ours goes with it as the news.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(changelog "signalbox (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium\n\n  * What is new is in NEWS.gz.\n\n")
string(APPEND changelog " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
file(WRITE ${CPACK_TEMPORARY_DIRECTORY}/changelog "${changelog}")

function(compress file to)
    execute_process(COMMAND gzip -9nc ${file} OUTPUT_FILE ${to} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    string(TOUPPER ${component} upper)
    set(folder ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr/share/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
    file(MAKE_DIRECTORY ${folder})
    configure_file(${CPACK_SIGNALBOX_SOURCE_DIR}/LICENSE ${folder}/copyright COPYONLY)
    compress(${CPACK_TEMPORARY_DIRECTORY}/changelog ${folder}/changelog.gz)
    compress(${CPACK_SIGNALBOX_SOURCE_DIR}/CHANGELOG.md ${folder}/NEWS.gz)
endforeach()
