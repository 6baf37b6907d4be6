import type { Host } from '../../document/document.ts';
import type { Setting } from '../layer2/settings.ts';
import { quoteComment } from '../quote.ts';

/** For /etc/modules-load.d: read before sysctl.d, so that the settings below find their files. */
export function modulesConf(host: Host): string {
  const why =
    '# Bridgewarden: bridged frames reach iptables through this module alone. /etc/modules-load.d/bridgewarden.conf\n';
  return host.bridges.length === 0
    ? '# Bridgewarden: no bridge is drawn, so no module is needed.\n'
    : `${why}br_netfilter\n`;
}

/**
 * For /etc/sysctl.d: settings of bridges that do not exist yet when `firewall.sh` starts are applied by udev when they
 * appear (99-systemd.rules runs systemd-sysctl for every new interface).
 */
export function sysctlConf(host: Host, settings: readonly Setting[]): string {
  const lines = settings
    .filter(({ kind }) => kind === 'sysctl')
    .flatMap(({ name, value, reason }) => [`# ${quoteComment(reason)}`, `${name} = ${value}`]);
  return `# Bridgewarden: the kernel settings that the rules of ${quoteComment(host.name)} rely on. /etc/sysctl.d/bridgewarden.conf\n${lines.join('\n')}\n`;
}
