# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT

# Where QML finds our modules: in the build tree here, once installed in SIGNALBOX_INSTALL_QMLDIR. It has the name that
# find_package(Signalbox) gives it, so that a project may come by Signalbox either way.
set(Signalbox_QML_IMPORT_PATH ${PROJECT_BINARY_DIR}/qml CACHE INTERNAL "")

# signalbox_add_qml_module(<Component> URI <uri> [SOURCES <file>...] [QML_FILES <file>...]
#     [DEPENDENCIES <uri>...] [DEBIAN_DEPENDS <package>...] [PUBLIC <target>...] [PRIVATE <target>...])
#
# Makes the library Signalbox<Component> with all of the module, its alias Signalbox::<Component>, the plug-in
# Signalbox<Component>Plugin by which QML loads it, and the install rules. A static library needs no plug-in file and
# no import path: what links Signalbox::<Component> has the module in it. DEBIAN_DEPENDS are the packages of what its QML
# imports; those of the libraries are found.
function(signalbox_add_qml_module component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "URI" "SOURCES;QML_FILES;DEPENDENCIES;DEBIAN_DEPENDS;PUBLIC;PRIVATE")
    set(target Signalbox${component})
    set(plugin ${target}Plugin)
    string(REPLACE "." "/" folder ${arg_URI})
    set(CMAKE_AUTOMOC ON) # qt_add_qml_module() reads the types from moc's output

    if(BUILD_SHARED_LIBS)
        qt_add_library(${target} SHARED)
    else()
        qt_add_library(${target} STATIC)
    endif()
    qt_add_qml_module(${target}
        URI ${arg_URI}
        VERSION 1.0
        DEPENDENCIES ${arg_DEPENDENCIES}
        IMPORT_PATH ${Signalbox_QML_IMPORT_PATH}
        OUTPUT_DIRECTORY ${Signalbox_QML_IMPORT_PATH}/${folder}
        RESOURCE_PREFIX /qt-project.org/imports # where every engine looks
        PLUGIN_TARGET ${plugin}
        SOURCES ${arg_SOURCES}
        QML_FILES ${arg_QML_FILES}
        OUTPUT_TARGETS more_targets
    )
    add_library(Signalbox::${component} ALIAS ${target})
    foreach(each IN ITEMS ${target} ${plugin})
        signalbox_be_strict(${each})
        target_compile_features(${each} PUBLIC cxx_std_20)
    endforeach()
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    signalbox_add_component(${component} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    signalbox_set_library_properties(${target} ${component}) # what is not marked is for QML only

    if(NOT BUILD_SHARED_LIBS)
        target_link_libraries(${target} INTERFACE ${plugin})
    endif()
    set_property(GLOBAL APPEND PROPERTY SIGNALBOX_QML_MODULES ${component})
    set_property(GLOBAL PROPERTY SIGNALBOX_${component}_URI ${arg_URI})
    set_property(GLOBAL PROPERTY SIGNALBOX_${component}_QML_PACKAGES "${arg_DEBIAN_DEPENDS}")
    if(SIGNALBOX_INSTALL)
        signalbox_install_qml_module(${component} ${folder} "${arg_QML_FILES}" "${more_targets}")
    endif()
endfunction()

function(signalbox_install_qml_module component folder qml_files more_targets)
    set(target Signalbox${component})
    set(plugin ${target}Plugin)
    signalbox_install_target(${target} ${component} ${component})
    set(module_dir ${SIGNALBOX_INSTALL_QMLDIR}/${folder})
    if(BUILD_SHARED_LIBS)
        file(RELATIVE_PATH plugin_to_library
            ${CMAKE_INSTALL_PREFIX}/${module_dir} ${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}
        )
        set_target_properties(${plugin} PROPERTIES INSTALL_RPATH "$ORIGIN/${plugin_to_library}")
        install(TARGETS ${plugin}
            LIBRARY DESTINATION ${module_dir} COMPONENT ${component}
            RUNTIME DESTINATION ${module_dir} COMPONENT ${component}
        )
    else()
        install(TARGETS ${plugin} ${more_targets} EXPORT Signalbox${component}Targets
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
            OBJECTS DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
        )
    endif()
    install(FILES
        ${Signalbox_QML_IMPORT_PATH}/${folder}/qmldir
        ${Signalbox_QML_IMPORT_PATH}/${folder}/${target}.qmltypes
        ${qml_files}
        DESTINATION ${module_dir} COMPONENT ${component}
    )
endfunction()
