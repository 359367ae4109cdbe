#!/usr/bin/env bash
# Tries the cash forecast on a history of invoices; the last line is its scores as JSON.
set -euo pipefail
if [ $# -ne 1 ]; then
  echo "usage: make backtest HISTORY=file.csv" >&2
  exit 2
fi
history=$(realpath -- "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/build.sh
cargo build --quiet "${whole[@]}" --bin kezhang
exec "${CARGO_TARGET_DIR:-target}/debug/kezhang" backtest "$history"
