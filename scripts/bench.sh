#!/usr/bin/env bash
# Runs the benchmarks of benches/ against the optimised program; a figure past its bound fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo bench --package kezhang --benches
