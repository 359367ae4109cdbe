#!/usr/bin/env bash
# Runs the named parts in order and stops at the first that fails: format, pages, lint, core, window.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/build.sh

format() {
  cargo fmt --all --check
}

pages() {
  pages_dependencies
  npm --prefix ui run --silent lint
  npm --prefix ui run --silent test
  build_pages
}

lint() {
  cargo clippy "${whole[@]}" --all-targets -- -D warnings
}

# The Rust tests write the pages' bindings anew; if that changed them, they were stale.
core() {
  local before after
  before=$(fingerprint ui/src/bindings)
  cargo test "${whole[@]}"
  after=$(fingerprint ui/src/bindings)
  if [ "$before" != "$after" ]; then
    echo "ui/src/bindings was stale and has been written anew: check it and commit it." >&2
    return 1
  fi
}

# The window's tests are ignored elsewhere, because they need a screen; here they get one. `cargo test` has built
# the window's program: the shell's own tests need it.
window() {
  cargo test "${whole[@]}" --no-run
  xvfb-run -a -s "-screen 0 1280x900x24" dbus-run-session -- \
    cargo test "${whole[@]}" --test window -- --ignored --test-threads=1
}

fingerprint() {
  [ -d "$1" ] || return 0
  find "$1" -type f -print0 | sort -z | xargs -0 sha256sum
}

for part in "$@"; do
  heading "$part"
  started=$SECONDS
  "$part"
  echo "── $part: $((SECONDS - started)) s"
done
