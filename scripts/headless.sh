#!/usr/bin/env bash
# The main job without a window: the sample company's papers, statements, reports and month-end, into out/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/build.sh
kezhang=$1

heading "no display: the main job on the command line, into out/"
rm -rf out
mkdir -p out/invoices out/receipts out/statements
book=out/sample.kz
last_month=$(date -d "$(date +%Y-%m-01) -1 day" +%Y-%m)

"$kezhang" demo "$book"
"$kezhang" verify "$book" >out/proof.json
for kind in invoice receipt statement; do
  "$kezhang" print "$book" "$kind" --all --out "out/${kind}s"
done
"$kezhang" report "$book" ar-aging --out out/aging.txt
"$kezhang" report "$book" trial-balance --format xlsx --out out/trial-balance.xlsx
"$kezhang" month-end "$book" "$last_month" --out out/month-end >out/month-end.json

heading "in out/"
find out -maxdepth 2 -type d -printf '%p\n' | sort
echo "With a display, make run opens the window on this company."
