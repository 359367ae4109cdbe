#!/usr/bin/env bash
# Runs the named parts in order and stops at the first that fails: format, pages, lint, core, window, sheets.
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

core() {
  cargo test "${whole[@]}"
  bindings
}

# The pages' bindings are checked in; a stale map of commands fails.
bindings() {
  write_bindings target/bindings
  if ! diff -r ui/src/bindings target/bindings; then
    echo "ui/src/bindings is stale: run make bindings, check what changed, commit it." >&2
    return 1
  fi
}

# The window's tests are ignored elsewhere, because they need a server of screens (Xvfb); each story lights one of its
# own, so that two go on beside each other. `cargo test` has built the window's program: the shell's own tests need it.
window() {
  cargo test "${whole[@]}" --no-run
  cargo test "${whole[@]}" --test window -- --ignored --skip contact_sheets --test-threads=2
}

# For the eye, by hand: it proves only that every page comes.
sheets() {
  cargo test "${whole[@]}" --no-run
  cargo test "${whole[@]}" --test window -- --ignored --test-threads=1 contact_sheets
}

for part in "$@"; do
  heading "$part"
  started=$SECONDS
  "$part"
  echo "── $part: $((SECONDS - started)) s"
done
