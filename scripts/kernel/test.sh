#!/usr/bin/env bash
# The reachability facts against the Linux kernel: `test.sh [--short] [DIR ...]`. Installs what it needs, and makes sure that
# network namespaces can be made before anything is asked. LINTEL_KERNEL=skip leaves it out, and says so.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "${LINTEL_KERNEL:-}" = skip ]; then
  echo 'Conformance with the Linux kernel was NOT tested: LINTEL_KERNEL=skip.'
  exit 0
fi
[ -d node_modules ] || npm ci
bash scripts/kernel/install.sh

probe="lintel-probe-$$"
cannot() {
  {
    echo 'Conformance with the Linux kernel CANNOT be tested on this machine:'
    echo "  $1"
    echo 'It needs Linux, root, and permission to make network namespaces. LINTEL_KERNEL=skip leaves it out.'
  } >&2
  exit 1
}
[ "$(uname -s)" = Linux ] || cannot "this is $(uname -s), not Linux"
[ "$(id -u)" -eq 0 ] || cannot 'this user is not root'
reason=$(ip netns add "$probe" 2>&1) || cannot "no network namespace can be made: $reason"
trap 'ip netns delete "$probe" 2>/dev/null || true' EXIT
reason=$(ip -n "$probe" link add name a type veth peer name b 2>&1) || cannot "no virtual cable can be made: $reason"
reason=$(printf 'table inet t { chain c { type filter hook forward priority 0; ct state established accept; }; }\n' | ip netns exec "$probe" nft -f - 2>&1) || cannot "nftables does not work in a namespace: $reason"
ip netns delete "$probe"

node --import=tsx test/kernel/run.ts "$@"
