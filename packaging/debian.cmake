# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Debian packages, made by cpack: the libraries, what is needed to build with them, and a package per QML module. See
# tests/packages for how to configure them.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME signalbox)
set(CPACK_PACKAGE_VENDOR "The Signalbox authors")
set(CPACK_PACKAGE_CONTACT "The Signalbox authors <signalbox@example.org>" CACHE STRING "The packages' maintainer")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian-documents.cmake)
set(CPACK_SIGNALBOX_SOURCE_DIR ${PROJECT_SOURCE_DIR})
set(CPACK_COMPONENTS_ALL)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS) # our own libraries, which no package has yet

# describe_package(<COMPONENT> <package> <section> <depends> <text>)
function(describe_package component package section depends text)
    string(TOUPPER ${component} upper)
    foreach(entry IN ITEMS "NAME;${package}" "SECTION;${section}" "DEPENDS;${depends}")
        list(POP_FRONT entry key)
        set(CPACK_DEBIAN_${upper}_PACKAGE_${key} "${entry}" PARENT_SCOPE)
    endforeach()
    if(NOT component STREQUAL "Development")
        set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/triggers PARENT_SCOPE)
    endif()
    set(CPACK_COMPONENT_${upper}_DESCRIPTION "${text}" PARENT_SCOPE)
    set(CPACK_COMPONENTS_ALL ${CPACK_COMPONENTS_ALL} ${component} PARENT_SCOPE)
endfunction()

get_property(components GLOBAL PROPERTY SIGNALBOX_COMPONENTS)
get_property(qml_modules GLOBAL PROPERTY SIGNALBOX_QML_MODULES)
list(JOIN qml_modules "|" any_module)
foreach(component IN LISTS components)
    list(APPEND CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS $<TARGET_FILE_DIR:Signalbox${component}>)
endforeach()

describe_package(Runtime libsignalbox${SIGNALBOX_ABI_VERSION} libs ""
    "Named signals for Qt programs, delivered in the receiver's thread,\nand models that send them when they are saved.")
set(development_needs "qt6-base-dev (>= 6.4)")
set(CPACK_COMPONENT_DEVELOPMENT_DEPENDS Runtime ${qml_modules})
if(qml_modules)
    string(APPEND development_needs ", qt6-declarative-dev (>= 6.4)")
endif()
describe_package(Development libsignalbox-dev libdevel "${development_needs}"
    "Headers and package files to build programs with Signalbox.")
foreach(component IN LISTS qml_modules)
    get_property(uri GLOBAL PROPERTY SIGNALBOX_${component}_URI)
    string(TOLOWER "qml6-module-${uri}" package)
    string(REPLACE "." "-" package ${package})
    get_property(needs GLOBAL PROPERTY SIGNALBOX_${component}_QML_PACKAGES)
    list(JOIN needs ", " needs)
    string(TOUPPER ${component} upper)
    get_property(lower GLOBAL PROPERTY SIGNALBOX_${component}_NEEDS_Signalbox)
    list(FILTER lower INCLUDE REGEX "^(${any_module})$")
    set(CPACK_COMPONENT_${upper}_DEPENDS Runtime ${lower})
    describe_package(${component} ${package} libs "${needs}" "The QML module ${uri}.")
endforeach()

file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/cpack-directories.cmake
    CONTENT "set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS \"${CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS}\")\n"
)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_BINARY_DIR}/cpack-directories.cmake)
set(CPACK_VERBATIM_VARIABLES ON)
include(CPack)
