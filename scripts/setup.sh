#!/usr/bin/env bash
# Installs what building and testing need, and nothing that is already there in the right version:
#   scripts/setup.sh build   the package and the demo
#   scripts/setup.sh all     the tests as well: a browser, curl, rustfmt, clippy
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
scope=${1:-all}
case $scope in build | all) ;; *) fail "unknown scope \"$scope\": build or all" ;; esac

# --- what only the owner of the machine can install in the right version
check_node() {
  have node || fail "Node.js 20 or newer is missing: https://nodejs.org/en/download"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js $(node -v) is too old: 20 or newer is needed"
  # What the tests need: since then Node loads an ES module by require(), and Vite runs.
  [ "$scope" != all ] || node -p 'process.features.require_module || process.exit(1)' >/dev/null ||
    fail "Node.js $(node -v) is too old for the tests: 20.19, 22.12 or newer is needed"
  have npm || fail "npm is missing: it comes with Node.js, or in the Debian package npm"
}

check_rust() {
  { have cargo && have rustc; } || fail "Rust is missing: install rustup from https://rustup.rs"
  local wanted found
  wanted=$(awk -F'"' '/^rust-version/ { print $2; exit }' "$root/Cargo.toml")
  found=$(rustc --version | awk '{ print $2 }')
  [ "$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ] ||
    fail "rustc $found is too old: Cargo.toml asks for $wanted or newer (run \`rustup update\`)"
}

# --- Debian's packages
missing=()
find_missing() {
  missing=()
  have cc || have gcc || missing+=(build-essential)
  [ "$scope" = all ] || return 0
  have python3 || missing+=(python3)
  have curl || missing+=(curl)
  find_chrome >/dev/null || missing+=(chromium)
  find_chromedriver >/dev/null || missing+=(chromium-driver)
}

explain_missing() {
  say "error: these system packages are missing and could not be installed here: ${missing[*]}"
  say "  Install them and run make again:"
  say "    sudo apt-get update && sudo apt-get install -y ${missing[*]}"
  case " ${missing[*]} " in *chromium*)
    say "  On Ubuntu, chromium is only a pointer to a snap: install the snap (\`snap install chromium\`), or Google Chrome"
    say "  with a chromedriver of the same version, and name them by SESSAGE_CHROME and SESSAGE_CHROMEDRIVER." ;;
  esac
}

install_packages() {
  find_missing
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if have sudo && sudo -n true 2>/dev/null; then as_root=(sudo -n); else explain_missing >&2; exit 1; fi
  fi
  have apt-get || { explain_missing >&2; exit 1; }
  say "setup: installing ${missing[*]}"
  # Whether it worked is asked of the machine below: a stale package list elsewhere makes apt-get fail for no reason.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q "${missing[@]}" || true
  find_missing
  [ ${#missing[@]} -eq 0 ] || { explain_missing >&2; exit 1; }
}

# A driver drives only the browser of its own major version; the mismatch shows as a bare 404 much later.
check_browser_versions() {
  local chrome driver
  chrome=$("$(find_chrome)" --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
  driver=$("$(find_chromedriver)" --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
  [ "$chrome" = "$driver" ] ||
    fail "$(find_chrome) has version $chrome, $(find_chromedriver) has $driver: the two must match"
}

# --- Rust's own parts
add_wasm_target() {
  local libdir
  libdir=$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null || true)
  if [ -n "$libdir" ] && compgen -G "$libdir/libstd-*.rlib" >/dev/null; then return; fi
  have rustup || fail "the target $wasm_target is missing, and there is no rustup to add it with"
  say "setup: rustup target add $wasm_target"
  rustup target add "$wasm_target" ||
    fail "\`rustup target add $wasm_target\` failed. It downloads from static.rust-lang.org: is that host reachable?"
}

add_component() {
  local component=$1 program=$2
  if "$program" --version >/dev/null 2>&1; then return; fi
  have rustup || fail "$component is missing, and there is no rustup to add it with"
  say "setup: rustup component add $component"
  rustup component add "$component" || fail "\`rustup component add $component\` failed"
}

# install_tool CRATE VERSION PROGRAM
# Not --locked: the lock of wasm-bindgen-cli names a crate version that the registry no longer holds. One target folder
# for both tools, since they share dependencies; from /, so that no configuration of a project applies.
install_tool() {
  local crate=$1 version=$2 program=$3 tools
  if tool_bin "$crate" "$version" "$program" >/dev/null; then return; fi
  tools=$(tools_dir)
  say "setup: building $crate $version (once on this machine, some minutes; kept in $tools)"
  (cd / && CARGO_TARGET_DIR="$tools/target" cargo install "$crate" --version "=$version" \
    --root "$tools/$crate-$version" --force --quiet) || fail "\`cargo install $crate --version =$version\` failed"
  tool_bin "$crate" "$version" "$program" >/dev/null || fail "$crate was installed, but $program does not say it is $version"
}

# --- npm's tools: wasm-opt, tsc, the runtimes. The stamp names the lock file and the Node that npm installed for.
install_node_modules() {
  local stamp="$root/node_modules/.sessage-setup" state
  state="$(node -p 'process.version + " " + process.platform + "-" + process.arch') $(cksum <"$root/package-lock.json")"
  if [ "$(cat "$stamp" 2>/dev/null || true)" = "$state" ]; then return; fi
  say "setup: npm ci"
  (cd "$root" && npm ci --include=dev --ignore-scripts=false --no-audit --no-fund --loglevel=error) || fail "\`npm ci\` failed"
  printf '%s\n' "$state" >"$stamp"
}

check_node
check_rust
install_packages
add_wasm_target
if [ "$scope" = all ]; then
  check_browser_versions
  add_component rustfmt rustfmt
  add_component clippy cargo-clippy
fi
bindgen_version=$(wasm_bindgen_version)
install_tool wasm-pack "$wasm_pack_version" wasm-pack
install_tool wasm-bindgen-cli "$bindgen_version" wasm-bindgen
rm -rf "$(tools_dir)/target"
install_node_modules
