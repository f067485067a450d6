# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
#
# Sourced by the scripts that build: what this machine must have, and how it gets it.

run_packages="cmake ninja-build g++ iso-codes fonts-dejavu-core libgl-dev libqt6sql6-sqlite
    qt6-base-dev qt6-declarative-dev qt6-declarative-dev-tools
    qml6-module-qtqml-workerscript qml6-module-qtquick qml6-module-qtquick-controls
    qml6-module-qtquick-layouts qml6-module-qtquick-templates qml6-module-qtquick-window"
consumer_packages="qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript"
# Debian's postgresql starts a server of its own, which the tests leave alone: see tests/support/postgres.
test_packages="$run_packages clang libqt6sql6-psql postgresql xvfb
    $consumer_packages qml6-module-qttest"
lint_packages="clazy reuse"
benchmark_packages="libbenchmark-dev libboost-dev libsigc++-2.0-dev pkg-config python3 python3-django"
docs_packages="doxygen python3"
package_packages="dpkg-dev file pkg-config"
coverage_packages="cmake ninja-build g++ qt6-base-dev gcovr"

say() { printf '\n== %s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# need_packages <package>...: installs those that are missing, or says which are and stops.
need_packages() {
    local id="" version="" name
    if [ -r /etc/os-release ]; then
        id=$(. /etc/os-release && printf '%s' "${ID-}")
        version=$(. /etc/os-release && printf '%s' "${VERSION_ID-}")
    fi
    case "$id $version" in
        "debian 12" | "debian 13" | "ubuntu 24.04") ;;
        *)
            die "This is not Debian 12, Debian 13 or Ubuntu 24.04, so nothing is installed. Needed are, by their Debian names:
$(printf '  %s\n' "$@")
Install them and call this again with --no-install."
            ;;
    esac
    local missing=()
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "Not root and no sudo: install the packages above, then use --no-install."
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# The runtime of clang's sanitizers is a package with a version in its name.
sanitizer_packages() {
    if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
        echo libclang-rt-18-dev
    else
        echo libclang-rt-dev
    fi
}

# Debian 13 has no clang 14, and other versions' tools format and find otherwise.
clang_14_packages() {
    grep -q '^VERSION_ID="13"' /etc/os-release 2>/dev/null || echo clang-format-14 clang-tidy-14
}

# Qt wants a private folder for run-time files and says so if there is none.
if [ -z "${XDG_RUNTIME_DIR-}" ]; then
    XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi
