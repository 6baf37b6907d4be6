#!/bin/sh
# in-namespace.sh user|root COMMAND...
#
# Runs a command in network and mount namespaces of its own, so that no test can touch this machine's network:
#   user   needs no privilege; the caller is root inside a new user namespace (the kernel tests)
#   root   needs root; real user ids remain, because sshd switches between several (SSH tests and journeys)
# Everything started inside ends with it.
set -eu

# An ordinary Debian user has not the folders of iptables, ip and sshd on the PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

mode=$1
shift
case $mode in
user) exec unshare -Urnm --propagation private --kill-child sh "$0" inside "$@" ;;
root) exec unshare -nm --propagation private --kill-child sh "$0" inside "$@" ;;
inside) ;;
*)
  echo "in-namespace.sh: say user or root, not $mode" >&2
  exit 2
  ;;
esac

# A private /run: `ip netns add` writes its names there, iptables its lock, and sshd wants its empty folder.
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/netns /run/sshd /run/lock

# The tests refuse to build a bridge or load a rule without this sign.
BW_IN_NAMESPACE=1
export BW_IN_NAMESPACE
# /sys shows the interfaces of the namespace it was mounted in. Where a container forbids the mount, the old view stays.
mount -t sysfs sysfs /sys 2>/dev/null || true
ip link set lo up
exec "$@"
