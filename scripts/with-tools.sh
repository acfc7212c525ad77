#!/usr/bin/env bash
# Runs a command with the project's tools on PATH:  scripts/with-tools.sh COMMAND [ARGUMENT...]
# CHROME and CHROMEDRIVER name the browser where one is installed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

missing() { fail "$1 is missing: run \`make setup\`"; }
version=$(wasm_bindgen_version)
pack=$(tool_bin wasm-pack "$wasm_pack_version" wasm-pack) || missing "wasm-pack $wasm_pack_version"
bindgen=$(tool_bin wasm-bindgen-cli "$version" wasm-bindgen) || missing "wasm-bindgen $version"
[ -x "$root/node_modules/.bin/wasm-opt" ] || missing wasm-opt
CHROME=$(find_chrome || true)
CHROMEDRIVER=$(find_chromedriver || true)
export CHROME CHROMEDRIVER PATH="$pack:$bindgen:$root/node_modules/.bin:$PATH"

cd "$root"
exec "$@"
