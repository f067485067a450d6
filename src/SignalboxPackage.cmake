# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# What others find an installed Signalbox by: find_package() and pkg-config.

# signalbox_add_component(<Component> PUBLIC <target>... PRIVATE <target>...): what a component is linked with, as a
# consumer must find it, too.
function(signalbox_add_component component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PUBLIC;PRIVATE")
    set(links ${arg_PUBLIC})
    if(NOT BUILD_SHARED_LIBS)
        list(APPEND links ${arg_PRIVATE})
    endif()
    foreach(kind IN ITEMS Signalbox Qt6)
        set(names ${links})
        list(FILTER names INCLUDE REGEX "^${kind}::")
        list(TRANSFORM names REPLACE "^${kind}::" "")
        set_property(GLOBAL PROPERTY SIGNALBOX_${component}_NEEDS_${kind} "${names}")
    endforeach()
    set_property(GLOBAL APPEND PROPERTY SIGNALBOX_COMPONENTS ${component})
endfunction()

# To be called when all components are there.
function(signalbox_add_package)
    get_property(components GLOBAL PROPERTY SIGNALBOX_COMPONENTS)
    set(component_lines "")
    foreach(component IN LISTS components)
        get_property(needed_components GLOBAL PROPERTY SIGNALBOX_${component}_NEEDS_Signalbox)
        get_property(needed_qt GLOBAL PROPERTY SIGNALBOX_${component}_NEEDS_Qt6)
        string(APPEND component_lines
            "set(_signalbox_needs_${component} ${needed_components})\n"
            "set(_signalbox_qt_${component} ${needed_qt})\n"
        )
        signalbox_add_pkg_config(${component} "${needed_components}" "${needed_qt}")
    endforeach()

    include(CMakePackageConfigHelpers)
    set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Signalbox)
    set(source_dir ${PROJECT_SOURCE_DIR}/src)
    set(qml_dir ${SIGNALBOX_INSTALL_QMLDIR})
    configure_package_config_file(${source_dir}/SignalboxConfig.cmake.in
        ${PROJECT_BINARY_DIR}/cmake-installed/SignalboxConfig.cmake
        INSTALL_DESTINATION ${package_dir}
        PATH_VARS qml_dir
    )
    # The same for projects inside of this build, such as our examples: they set Signalbox_DIR to its folder.
    set(qml_dir ${Signalbox_QML_IMPORT_PATH})
    configure_package_config_file(${source_dir}/SignalboxConfig.cmake.in
        ${PROJECT_BINARY_DIR}/cmake/SignalboxConfig.cmake
        INSTALL_DESTINATION ${PROJECT_BINARY_DIR}/cmake
        INSTALL_PREFIX ${PROJECT_BINARY_DIR}
        PATH_VARS qml_dir
    )
    foreach(folder IN ITEMS cmake cmake-installed)
        write_basic_package_version_file(${PROJECT_BINARY_DIR}/${folder}/SignalboxConfigVersion.cmake
            COMPATIBILITY SameMinorVersion
        )
    endforeach()
    if(SIGNALBOX_INSTALL)
        install(FILES
            ${PROJECT_BINARY_DIR}/cmake-installed/SignalboxConfig.cmake
            ${PROJECT_BINARY_DIR}/cmake-installed/SignalboxConfigVersion.cmake
            DESTINATION ${package_dir} COMPONENT Development
        )
    endif()
endfunction()

# signalbox-<component>.pc, which works wherever the whole tree is moved to.
function(signalbox_add_pkg_config component needed_components needed_qt)
    string(TOLOWER ${component} name)
    list(TRANSFORM needed_components TOLOWER)
    list(TRANSFORM needed_components PREPEND "signalbox-")
    list(TRANSFORM needed_components APPEND " = ${PROJECT_VERSION}")
    list(TRANSFORM needed_qt PREPEND "Qt6")
    list(TRANSFORM needed_qt APPEND " >= 6.4")
    list(JOIN needed_components ", " requires)
    list(JOIN needed_qt ", " requires_qt)
    if(requires AND requires_qt)
        string(APPEND requires ", ")
    endif()
    string(APPEND requires "${requires_qt}")

    set(pc_dir ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
    foreach(dir IN ITEMS LIBDIR INCLUDEDIR)
        file(RELATIVE_PATH to_${dir} ${pc_dir} ${CMAKE_INSTALL_FULL_${dir}})
        string(REGEX REPLACE "/$" "" to_${dir} "${to_${dir}}")
    endforeach()
    get_filename_component(qml_dir ${SIGNALBOX_INSTALL_QMLDIR} ABSOLUTE BASE_DIR ${CMAKE_INSTALL_PREFIX})
    file(RELATIVE_PATH to_QMLDIR ${pc_dir} ${qml_dir})
    set(flags "")
    if(NOT BUILD_SHARED_LIBS)
        set(flags " -DSIGNALBOX_STATIC")
    endif()
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pkgconfig/signalbox-${name}.pc @ONLY CONTENT
[[libdir=${pcfiledir}/@to_LIBDIR@
includedir=${pcfiledir}/@to_INCLUDEDIR@
qmldir=${pcfiledir}/@to_QMLDIR@

Name: Signalbox @component@
Description: @PROJECT_DESCRIPTION@
Version: @PROJECT_VERSION@
Requires: @requires@
Libs: -L${libdir} -lSignalbox@component@
Cflags: -I${includedir}@flags@
]])
    if(SIGNALBOX_INSTALL)
        install(FILES ${PROJECT_BINARY_DIR}/pkgconfig/signalbox-${name}.pc
            DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT Development
        )
    endif()
endfunction()
