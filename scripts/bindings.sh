#!/usr/bin/env bash
# Writes ui/src/bindings from the Rust types and the board.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/build.sh
write_bindings ui/src/bindings
