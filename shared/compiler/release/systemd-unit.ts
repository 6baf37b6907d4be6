/** Where a deployed release stands on its host: `current` is a link to the release that runs. */
export const REMOTE_ROOT = '/var/lib/bridgewarden';

/**
 * `bridgewarden.service`: loads the rules before any network comes up, so that no guest is ever connected without them
 * (systemd.special(7), network-pre.target), and after modules and sysctl settings are there. Where they cannot be loaded, `boot`
 * shuts the drawn bridges, and the failed unit says why. By /bin/sh, because /var may be mounted noexec.
 */
export function systemdUnit(): string {
  return `[Unit]
Description=Bridgewarden packet filter
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
After=systemd-modules-load.service systemd-sysctl.service local-fs.target
RequiresMountsFor=${REMOTE_ROOT}
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh ${REMOTE_ROOT}/current/firewall.sh boot
ExecReload=/bin/sh ${REMOTE_ROOT}/current/firewall.sh restart
ExecStop=/bin/sh ${REMOTE_ROOT}/current/firewall.sh stop

[Install]
WantedBy=multi-user.target
`;
}
