#!/usr/bin/env bash
# Runs the long tests: those whose names begin with `soak` and that a normal run ignores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/build.sh
cargo test "${whole[@]}" soak -- --ignored --nocapture
