# Sourced by the scripts beside it: finds an installed JDK 25 and sets JAVA_HOME to it, or says what to do.

is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

find_jdk25() {
    local candidate on_path
    on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

if ! JAVA_HOME=$(find_jdk25); then
    echo "Turnpike needs a JDK 25, and none was found: install one (for example Temurin 25, https://adoptium.net), or set JAVA_HOME to it." >&2
    exit 1
fi
export JAVA_HOME

if ! command -v mvn >/dev/null; then
    echo "Turnpike is built with Maven 3.8.7 or newer, and mvn was not found: install it (Debian: apt-get install maven)." >&2
    exit 1
fi
