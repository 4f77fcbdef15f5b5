#!/usr/bin/env bash
# What the conformance tests need of the system (Debian 12): installed where it is missing, as root.
set -euo pipefail
missing=()
for pair in ip:iproute2 nft:nftables ethtool:ethtool ovs-vsctl:openvswitch-switch ovsdb-tool:openvswitch-switch python3:python3; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
done
[ ${#missing[@]} -eq 0 ] && exit 0
[ "$(id -u)" -eq 0 ] || { echo "kernel conformance needs ${missing[*]}: install them, or run this as root" >&2; exit 1; }
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
