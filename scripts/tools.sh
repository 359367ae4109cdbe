#!/usr/bin/env bash
# Installs what the project needs and this machine lacks. Debian and Ubuntu: through apt, only the missing packages.
# Elsewhere: says exactly what to install and stops.
set -euo pipefail

building=(build-essential pkg-config libgtk-3-dev librsvg2-dev libsoup-3.0-dev libssl-dev libwebkit2gtk-4.1-dev)
driving=(webkit2gtk-driver xvfb xauth dbus dbus-x11 fonts-noto-cjk) # the window without a screen
proving=(qpdf poppler-utils zbar-tools sqlite3 strace hledger openssl python3-venv) # papers, books and syncs looked at by other programs
judges=${CARGO_TARGET_DIR:-target}/judges                           # beancount and aiosmtpd, in an environment of their own

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local package
  for package in "${building[@]}" "${driving[@]}" "${proving[@]}"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || echo "$package"
  done
}

demand() { # demand PROGRAM WHERE-FROM
  command -v "$1" >/dev/null && return
  echo "$1 is missing: install $2." >&2
  exit 1
}

if command -v apt-get >/dev/null; then
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -gt 0 ]; then
    echo "Installing ${missing[*]}"
    as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
elif ! pkg-config --exists webkit2gtk-4.1 2>/dev/null; then
  cat >&2 <<'WORDS'
This is not Debian or Ubuntu, so install these yourself, then run the command again:
  a C compiler, pkg-config, and the development files of WebKitGTK 4.1, GTK 3, librsvg, libsoup 3 and OpenSSL
  a font with Chinese (Noto Sans CJK); to test also WebKitWebDriver, Xvfb, xauth, dbus, qpdf, poppler, zbar, sqlite3,
  hledger 1.25 or newer, Python 3.10 or newer with venv
Fedora:  sudo dnf install gcc make pkgconf webkit2gtk4.1-devel gtk3-devel librsvg2-devel libsoup3-devel openssl-devel \
           google-noto-sans-cjk-fonts xorg-x11-server-Xvfb xauth dbus-x11 qpdf poppler-utils zbar sqlite hledger openssl python3
Arch:    sudo pacman -S --needed base-devel webkit2gtk-4.1 gtk3 librsvg libsoup3 openssl noto-fonts-cjk \
           xorg-server-xvfb xorg-xauth dbus qpdf poppler zbar sqlite hledger python
WORDS
  exit 1
fi

demand cargo "Rust 1.95 or newer (rustup)"
demand npm "Node 20 or newer"
node_major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
if [ "$node_major" -lt 20 ]; then
  echo "Node $(node --version) is too old: install Node 20 or newer." >&2
  exit 1
fi

# The judges of exports and mails that no package manager of the system has in a recent version; scripts/judges.txt names them.
if ! cmp -s scripts/judges.txt "$judges/judges.txt"; then
  demand python3 "Python 3.10 or newer, with venv"
  echo "Installing $(paste -sd' ' scripts/judges.txt) into $judges"
  rm -rf "$judges"
  python3 -m venv "$judges"
  "$judges/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/judges.txt
  cp scripts/judges.txt "$judges/judges.txt"
fi
