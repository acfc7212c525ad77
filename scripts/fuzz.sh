#!/usr/bin/env bash
# Fuzzes each target for some seconds, from the seeds in fuzz/seeds:
#   scripts/fuzz.sh [SECONDS] [TARGET...]      60 seconds; message, config and answer
# What is found on the way stays in fuzz/corpus, what fails in fuzz/artifacts. It needs a nightly toolchain and
# cargo-fuzz, and installs them where it can; elsewhere the stable driver damages the seeds at random instead.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cargo_fuzz_version=0.13.2
# About what the stable driver manages in a second, of one target.
cases_per_second=30000

duration=${1:-60}
case $duration in '' | *[!0-9]*) fail "\"$duration\" is no number of seconds" ;; esac
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(message config answer)
for target in "${targets[@]}"; do
  [ -d "$root/fuzz/seeds/$target" ] || fail "there is no target \"$target\": message, config or answer"
done

# libFuzzer is C++ and built with each target.
have_cxx() { have "${CXX:-c++}" || have g++ || have clang++; }
have_nightly() { cargo +nightly --version >/dev/null 2>&1; }

install_nightly() {
  have_nightly && return
  have rustup || return 1
  say "fuzz: rustup toolchain install nightly"
  rustup toolchain install nightly --profile minimal >/dev/null 2>&1 && have_nightly
}

# Kept beside the tools that scripts/setup.sh builds. From /, so that no configuration of a project applies.
install_cargo_fuzz() {
  tool_bin cargo-fuzz "$cargo_fuzz_version" cargo-fuzz >/dev/null && return
  local tools
  tools=$(tools_dir)
  say "fuzz: building cargo-fuzz $cargo_fuzz_version (once on this machine, about a minute; kept in $tools)"
  (cd / && CARGO_TARGET_DIR="$tools/fuzz-target" cargo install cargo-fuzz --version "=$cargo_fuzz_version" \
    --root "$tools/cargo-fuzz-$cargo_fuzz_version" --force --quiet) || return 1
  rm -rf "$tools/fuzz-target"
  tool_bin cargo-fuzz "$cargo_fuzz_version" cargo-fuzz >/dev/null
}

cd "$root"
if ! have_cxx || ! install_nightly || ! install_cargo_fuzz; then
  say "fuzz: no C++ compiler, no nightly toolchain or no cargo-fuzz here, so the seeds are damaged at random on stable Rust"
  SESSAGE_CASES=$((duration * cases_per_second)) exec cargo test --release --test properties seeds_of_the_fuzz_targets
fi
bin=$(tool_bin cargo-fuzz "$cargo_fuzz_version" cargo-fuzz)
export PATH="$bin:$PATH"
status=0
for target in "${targets[@]}"; do
  say "fuzz: $target, $duration s"
  mkdir -p "fuzz/corpus/$target"
  # New inputs go to the first folder; the seeds are only read.
  cargo +nightly fuzz run "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
    -max_total_time="$duration" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 || status=1
done
exit "$status"
