#!/usr/bin/env bash
# The extension in real VS Code, twice: its tests inside the extension host, and the packed extension by mouse and
# keyboard in a window. Installs what it needs itself; screenshots and results land in test-results/.
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -d node_modules ] || npm ci
bash scripts/vscode/install.sh .vscode-e2e
npm run --silent package
node scripts/build.mjs --tests --development
status=0
node scripts/vscode/run-in-host.mjs || status=1
# A window may lose a race against the machine once; what fails three times is wrong.
npx mocha --no-config --import=tsx --retries 2 'test/e2e/browser/*.e2e.ts' || status=1
exit $status
