#!/usr/bin/env bash
# Runs the benchmarks of benches/ against the optimised program; a figure past its bound fails. A word asks for one group:
# documents, customers or credit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo bench --package kezhang --bench beside_bare -- "$@"
