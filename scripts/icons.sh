#!/usr/bin/env bash
# Draws the window's icons from src-tauri/icons/icon.svg. Needs rsvg-convert (Debian: librsvg2-bin) and python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../src-tauri/icons"

drawn=$(mktemp -d)
trap 'rm -r "$drawn"' EXIT
for size in 16 32 48 128 256 512 1024; do
  rsvg-convert -w "$size" -h "$size" icon.svg -o "$drawn/$size.png"
done
cp "$drawn/32.png" 32x32.png
cp "$drawn/128.png" 128x128.png
cp "$drawn/256.png" 128x128@2x.png
cp "$drawn/512.png" icon.png

python3 - "$drawn" <<'PYTHON'
"""Packs the drawn PNGs into icon.ico and icon.icns; both formats are a directory followed by PNG files."""
import pathlib
import struct
import sys

drawn = pathlib.Path(sys.argv[1])
picture = {size: (drawn / f"{size}.png").read_bytes() for size in (16, 32, 48, 128, 256, 512, 1024)}

sizes = (16, 32, 48, 256)
directory, offset = struct.pack("<HHH", 0, 1, len(sizes)), 6 + 16 * len(sizes)
for size in sizes:
    directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture[size]), offset)
    offset += len(picture[size])
pathlib.Path("icon.ico").write_bytes(directory + b"".join(picture[size] for size in sizes))

kinds = {b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024, b"ic11": 32}
body = b"".join(kind + struct.pack(">I", 8 + len(picture[size])) + picture[size] for kind, size in kinds.items())
pathlib.Path("icon.icns").write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)
PYTHON
