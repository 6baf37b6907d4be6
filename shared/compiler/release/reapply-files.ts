import { REMOTE_ROOT } from './systemd-unit.ts';

/**
 * `bridgewarden-watch.service`: gives bridges and taps that appear later what the rules rely on, whoever makes them. It
 * follows the release that runs, so it may start before that one and outlive it.
 */
export function watchUnit(): string {
  return `[Unit]
Description=Bridgewarden: settings of bridges and ports that appear later
After=bridgewarden.service
RequiresMountsFor=${REMOTE_ROOT}

[Service]
ExecStart=/bin/sh ${REMOTE_ROOT}/current/firewall.sh watch
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`;
}

/**
 * For /etc/libvirt/hooks/qemu.d and lxc.d (libvirt 6.5 and newer; libvirtd reads the folder when it starts). libvirt calls
 * it when a guest's taps are there and its CPUs do not run yet, so not one frame passes by a tap without its flags; the
 * watching service comes a moment later. It never keeps a guest from starting, and never calls libvirt back.
 */
export function libvirtHook(): string {
  return `#!/bin/sh
# Bridgewarden: a guest's new taps get their flags before the guest runs. Called by libvirt: GUEST OPERATION SUB-OPERATION EXTRA.
cat >/dev/null
case $2 in
  start | started | reconnect | attach) ;;
  *) exit 0 ;;
esac
said=$(/bin/sh ${REMOTE_ROOT}/current/firewall.sh reapply 2>&1) || printf '%s\\n' "$said" | logger -t bridgewarden
exit 0
`;
}
