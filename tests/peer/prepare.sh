# Sourced: node and the pinned packages are there after it; otherwise one line says what is missing and the script ends
# well. `here` is this directory.

skip() {
  echo "skipped: the comparison with solc needs $1" >&2
  exit 0
}

command -v node >/dev/null 2>&1 || skip "node, version 20 or newer"
major="$(node --version | sed 's/^v\([0-9]*\).*/\1/')"
[ "$major" -ge 20 ] || skip "node, version 20 or newer (this is $(node --version))"

# Installed again only when the lock file is newer than the last installation.
if [ ! "$here/node_modules/.package-lock.json" -nt "$here/package-lock.json" ]; then
  command -v npm >/dev/null 2>&1 || skip "npm"
  (cd "$here" && npm ci --no-audit --no-fund --loglevel=error >&2) || skip "its npm packages, which could not be installed"
  touch "$here/node_modules/.package-lock.json"
fi
