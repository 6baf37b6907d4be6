import type { Host, Port, ScriptStyle } from '../../document/document.ts';
import { ListingBuilder } from '../emit/listing.ts';
import type { Layer2 } from '../layer2/compile-layer2.ts';
import type { Setting } from '../layer2/settings.ts';
import { quoteComment, quoteShell } from '../quote.ts';
import type { Listing } from '../result.ts';
import { FIREWALL_MACHINERY } from './firewall-machinery.ts';
import { waysToHost } from './ways-to-host.ts';

export interface FirewallParts {
  readonly host: Host;
  readonly style: ScriptStyle;
  /** sha256 over the rules, for telling which release runs. */
  readonly rulesId: string;
  readonly v4: Listing;
  readonly v6: Listing;
  /** One connection tracking zone a bridge, where the host asks for it. */
  readonly zones?: Listing;
  readonly layer2: Layer2;
  readonly settings: readonly Setting[];
}

/** No line of a payload can be this one: they all start with `*`, `:`, `#`, `-` or are `COMMIT`. */
const END_OF_RULES = 'END_OF_RULES';

/**
 * `firewall.sh`: the rules first, as a reader wants them, then the machinery that loads them. It needs no other file.
 */
export function firewallScript({ host, style, rulesId, v4, v6, zones, layer2, settings }: FirewallParts): Listing {
  const script = new ListingBuilder();
  script.add(
    [
      '#!/bin/sh',
      `# Bridgewarden: the packet filter of ${quoteComment(host.name)}, compiled from the drawing. Do not edit: change the drawing.`,
      '#   firewall.sh start | stop | restart | boot | status | check | reapply | watch | render DIR | save DIR | load DIR',
      'set -u',
      'export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `HOST=${quoteShell(host.name)}`,
      `RULES_ID=${quoteShell(rulesId)}`,
      `STYLE=${quoteShell(style)}`,
      `BRIDGES=${quoteShell(host.bridges.map((bridge) => bridge.name).join(' '))}`,
      // For boot alone: what is shut where the rules cannot be loaded, and what is not. No name holds a colon (the kernel's dev_valid_name).
      `PORTS=${quoteShell(namesOf(host.ports))}`,
      `GUEST_PORTS=${quoteShell(namesOf(host.ports.filter((port) => !leadsElsewhere(host, port))))}`,
      `WAYS_TO_HOST=${quoteShell(
        waysToHost(host)
          .map((way) => `${way.in}:${way.out}`)
          .join(' '),
      )}`,
      `ZONES=${zones ? 'yes' : ''}`,
      `LAYER2=${layer2.backend === 'nftables' ? 'nft' : 'eb'}`,
      '',
    ].join('\n'),
  );
  addRules(script, 4, style, v4);
  addRules(script, 6, style, v6);
  if (zones) {
    script.add('# ---- connection tracking zones ----\n');
    script.add(`rules_zones() {\ncat <<'${END_OF_RULES}'`).append(zones).add(`${END_OF_RULES}\n}\n`);
  }
  script.add('# ---- layer 2 rules ----\n');
  script.add(`rules_layer2() {\ncat <<'${END_OF_RULES}'`).append(layer2.listing).add(`${END_OF_RULES}\n}\n`);
  script.add('# ---- what the rules rely on: a line a setting, KIND NAME VALUE ----\n');
  script.add(`wanted_settings() {\ncat <<'${END_OF_RULES}'`);
  for (const { kind, name, value, reason, objects } of settings) {
    script.add(`# ${quoteComment(reason)}\n${kind} ${name} ${value}`, undefined, objects);
  }
  script.add(`${END_OF_RULES}\n}\n`);
  script.add('# ==== machinery: the same in every release ====');
  for (const part of FIREWALL_MACHINERY) {
    for (const line of part.trimEnd().split('\n')) script.add(line);
  }
  return script.build();
}

function namesOf(ports: readonly Port[]): string {
  return ports.map(({ name }) => name).join(' ');
}

/** A NIC, or one end of a pair whose other end is the host's own. */
function leadsElsewhere(host: Host, { id, kind, peer }: Port): boolean {
  return kind === 'nic' || peer !== undefined || [...host.ports, ...host.interfaces].some((end) => end.peer === id);
}

function addRules(script: ListingBuilder, family: 4 | 6, style: ScriptStyle, rules: Listing): void {
  script.add(`# ---- IPv${family} rules ----\n`);
  script.add(`rules_v${family}() {`);
  if (style === 'restore') {
    script.add(`cat <<'${END_OF_RULES}'`).append(rules).add(END_OF_RULES);
  } else {
    // The machinery gathers these commands into one transaction: they read like a script, they load like a restore.
    script.add(`${family === 4 ? 'IPTABLES' : 'IP6TABLES'}=collect`).append(rules);
  }
  script.add('}\n');
}
