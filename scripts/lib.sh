# shellcheck shell=bash
# Sourced by the other scripts: where the tools live, and which versions the project wants.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export wasm_target=wasm32-unknown-unknown
export wasm_pack_version=0.15.1

say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The command-line tool reads what the crate of the same version wrote into the wasm, so the two must be equal.
wasm_bindgen_version() {
  [ -f "$root/Cargo.lock" ] || fail "Cargo.lock is missing: it names the version of wasm-bindgen to install"
  local version
  version=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/version = |"/, ""); print; exit }' "$root/Cargo.lock")
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen, so there is no tool version to install"
  say "$version"
}

# Outside the checkout, so that a fresh clone finds what an earlier one built. HOME may be unset or unwritable.
tools_dir() {
  local dir=${SESSAGE_TOOLS:-${XDG_CACHE_HOME:-${HOME:-$root/.tools}/.cache}/sessage/tools}
  if mkdir -p "$dir" 2>/dev/null && [ -w "$dir" ]; then say "$dir"; else say "$root/.tools"; fi
}

# version_of PROGRAM: the number in "wasm-pack 0.15.1", or nothing when the program does not run.
version_of() { "$1" --version 2>/dev/null | awk 'NR == 1 { print $2 }' || true; }

# tool_bin NAME VERSION PROGRAM: the folder that holds PROGRAM in that version; fails when there is none.
tool_bin() {
  local name=$1 version=$2 program=$3 found cached
  found=$(command -v "$program" || true)
  if [ -n "$found" ] && [ "$(version_of "$found")" = "$version" ]; then dirname "$found"; return; fi
  cached="$(tools_dir)/$name-$version/bin"
  [ "$(version_of "$cached/$program")" = "$version" ] || return 1
  say "$cached"
}

# first_that_runs CANDIDATE...: the first that answers --version. Ubuntu's chromium-browser may be a script that only
# asks for a snap, so being there is not enough.
first_that_runs() {
  local candidate path
  for candidate in "$@"; do
    [ -n "$candidate" ] || continue
    path=$(command -v "$candidate" 2>/dev/null) || continue
    if "$path" --version >/dev/null 2>&1; then say "$path"; return; fi
  done
  return 1
}

find_chrome() {
  first_that_runs "${SESSAGE_CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable \
    /usr/lib/chromium/chromium /snap/bin/chromium /opt/google/chrome/chrome
}

find_chromedriver() {
  first_that_runs "${SESSAGE_CHROMEDRIVER:-}" "${CHROMEDRIVER:-}" chromedriver /usr/lib/chromium/chromedriver \
    /usr/lib/chromium-browser/chromedriver /snap/bin/chromium.chromedriver
}
