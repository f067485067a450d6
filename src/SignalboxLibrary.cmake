# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# How the libraries of this project are made: one function per job, used by src/ and qml/. QML modules are made by
# SignalboxQmlModule.cmake.

# Sets SIGNALBOX_BUILD_<part> to ON if all options in WANTED are on and its Qt modules and lower layers are
# there, and SIGNALBOX_REASON_<part> to a sentence for the summary otherwise.
function(signalbox_decide part)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "WANTED;QT;LAYERS")
    set(reason "")
    foreach(option IN LISTS arg_WANTED)
        if(NOT reason AND NOT ${option})
            set(reason "switched off by ${option}=OFF")
        endif()
    endforeach()
    foreach(module IN LISTS arg_QT)
        if(NOT reason AND NOT TARGET Qt6::${module})
            set(reason "Qt6::${module} was not found")
        endif()
    endforeach()
    foreach(layer IN LISTS arg_LAYERS)
        if(NOT reason AND NOT SIGNALBOX_BUILD_${layer})
            set(reason "it needs ${layer}")
        endif()
    endforeach()
    if(reason)
        set(SIGNALBOX_BUILD_${part} OFF PARENT_SCOPE)
    else()
        set(SIGNALBOX_BUILD_${part} ON PARENT_SCOPE)
    endif()
    set(SIGNALBOX_REASON_${part} "${reason}" PARENT_SCOPE)
endfunction()

function(signalbox_print_summary)
    message(STATUS "Signalbox ${PROJECT_VERSION} on Qt ${Qt6_VERSION}:")
    foreach(part IN ITEMS DISPATCH MODELS QUICK INSPECTOR TESTS EXAMPLES BENCHMARKS)
        if(SIGNALBOX_BUILD_${part})
            message(STATUS "  ${part}: yes")
        else()
            message(STATUS "  ${part}: no, ${SIGNALBOX_REASON_${part}}")
        endif()
    endforeach()
endfunction()

# The strictness of our own code. Private to each target: users compile with their own flags.
function(signalbox_be_strict target)
    target_compile_definitions(${target} PRIVATE
        QT_NO_KEYWORDS
        QT_NO_CAST_FROM_ASCII
        QT_NO_CAST_TO_ASCII
        QT_NO_CAST_FROM_BYTEARRAY
        QT_NO_URL_CAST_FROM_STRING
        QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
        QT_NO_FOREACH
        QT_DISABLE_DEPRECATED_BEFORE=0x060400
    )
    signalbox_warn(${target})
endfunction()

# Sets the variable to the warnings that our code must be free of.
function(signalbox_get_warnings variable)
    if(MSVC)
        set(${variable} /W4 $<$<BOOL:${SIGNALBOX_WERROR}>:/WX> PARENT_SCOPE)
    else()
        set(${variable}
            -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
            $<$<BOOL:${SIGNALBOX_WERROR}>:-Werror>
            PARENT_SCOPE
        )
    endif()
endfunction()

function(signalbox_warn target)
    signalbox_get_warnings(warnings)
    target_compile_options(${target} PRIVATE ${warnings})
endfunction()

# The name in the package, the name of the shared library, and that it exports only what says so.
function(signalbox_set_library_properties target component)
    set_target_properties(${target} PROPERTIES
        EXPORT_NAME ${component}
        VERSION ${PROJECT_VERSION}
        SOVERSION ${SIGNALBOX_ABI_VERSION}
        CXX_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON
        POSITION_INDEPENDENT_CODE ON
        CXX_EXTENSIONS OFF
    )
endfunction()

# signalbox_add_library(<Component> FOLDER <name in include/Signalbox>
#     CLASSES <Class=header.h>... SOURCES <file>... PUBLIC <target>... PRIVATE <target>...)
#
# Makes the target Signalbox<Component>, its alias Signalbox::<Component>, a header <Signalbox/Class> for
# each class, and the install rules of all that.
function(signalbox_add_library component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "CLASSES;HEADERS;SOURCES;PUBLIC;PRIVATE")
    set(target Signalbox${component})
    add_library(${target} ${arg_SOURCES} ${arg_HEADERS})
    add_library(Signalbox::${component} ALIAS ${target})
    signalbox_be_strict(${target})
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    signalbox_add_component(${component} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    if(NOT BUILD_SHARED_LIBS)
        target_compile_definitions(${target} PUBLIC SIGNALBOX_STATIC)
    endif()
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    signalbox_set_library_properties(${target} ${component})

    signalbox_add_class_headers(${target} FOLDER ${arg_FOLDER} CLASSES ${arg_CLASSES} HEADERS ${arg_HEADERS})
    qt_extract_metatypes(${target}) # lets QML tools know our types
    if(SIGNALBOX_INSTALL)
        signalbox_install_target(${target} ${component} Runtime)
    endif()
endfunction()

# signalbox_add_class_headers(<target> FOLDER <name in include/Signalbox> CLASSES <Class=header.h>... HEADERS <file>...)
#
# Has users of the target find a header <Signalbox/Class> for each class, in the build tree and once installed.
function(signalbox_add_class_headers target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "CLASSES;HEADERS")
    target_include_directories(${target} PUBLIC
        $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
        $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    )
    set(headers ${arg_HEADERS})
    set(class_headers)
    foreach(class_and_header IN LISTS arg_CLASSES)
        string(REPLACE "=" ";" pair ${class_and_header})
        list(GET pair 0 class)
        list(GET pair 1 header)
        list(APPEND headers ${header})
        target_sources(${target} PRIVATE ${header})
        file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/include/Signalbox/${class}
             CONTENT "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${header}\"\n")
        file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/include-installed/Signalbox/${class}
             CONTENT "#include \"${arg_FOLDER}/${header}\"\n")
        list(APPEND class_headers ${PROJECT_BINARY_DIR}/include-installed/Signalbox/${class})
    endforeach()
    list(REMOVE_DUPLICATES headers)
    set_target_properties(${target} PROPERTIES SIGNALBOX_PUBLIC_HEADERS "${headers}") # for tests/headers
    if(SIGNALBOX_INSTALL)
        install(FILES ${class_headers}
                DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/Signalbox COMPONENT Development)
        install(FILES ${headers}
                DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/Signalbox/${arg_FOLDER} COMPONENT Development)
    endif()
endfunction()

# The library goes into the install component; everything for building with it into Development.
function(signalbox_install_target target component install_component)
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN") # our libraries lie side by side
    install(TARGETS ${target} EXPORT Signalbox${component}Targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${install_component} NAMELINK_COMPONENT Development
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${install_component}
    )
    install(EXPORT Signalbox${component}Targets NAMESPACE Signalbox::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Signalbox COMPONENT Development
    )
endfunction()
