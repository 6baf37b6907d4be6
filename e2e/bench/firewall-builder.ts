import { spawnSync } from 'node:child_process';

/** Firewall Builder's compiler for iptables; Debian's package is `fwbuilder`. */
export const PEER = 'fwb_ipt';

/** Which version of the peer is installed; `undefined`: none. */
export function firewallBuilderVersion(): string | undefined {
  const { error, stdout, stderr } = spawnSync(PEER, ['-V'], { encoding: 'utf8' });
  return error ? undefined : (/Version (\S+)/.exec(`${stdout}${stderr}`)?.[1] ?? 'of unknown version');
}
