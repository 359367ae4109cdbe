#!/usr/bin/env bash
# Builds, then opens the window on the sample company; with no display, does the main job on the command line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/build.sh

heading "building (the first time takes some minutes)"
build_pages
cargo build "${whole[@]}"
programs=${CARGO_TARGET_DIR:-target}/debug

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec scripts/headless.sh "$programs/kezhang"
fi

book=out/sample.kz
mkdir -p out
[ -e "$book" ] || "$programs/kezhang" demo "$book"
heading "the window opens on $book"
exec "$programs/kezhang-desktop" "$book"
