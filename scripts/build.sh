# Sourced by the other scripts: one way to build, so that nothing is compiled twice.

# Every cargo command of a run names the same packages and features: with another choice cargo would resolve
# features anew and compile the dependency tree again.
whole=(--workspace --features kezhang-desktop/custom-protocol)

heading() {
  printf '\n── %s\n' "$*"
}

# Builds the pages that the window carries inside.
build_pages() {
  pages_dependencies
  npm --prefix ui run --silent build
}

# Installs the pages' dependencies where the lock file is newer than what is installed.
pages_dependencies() {
  [ ui/node_modules/.package-lock.json -nt ui/package-lock.json ] && return
  (cd ui && npm ci --no-audit --no-fund --loglevel=error)
}

# Writes the pages' types and the map of commands, as the built program knows them, into a folder. The program is the one
# that tests run: `cargo build` would resolve features without theirs and compile the core a second time.
write_bindings() {
  rm -rf "$1"
  mkdir -p "$1"
  cargo test --quiet "${whole[@]}" --no-run --test house
  "${CARGO_TARGET_DIR:-target}/debug/kezhang" commands --typescript "$1"
}
