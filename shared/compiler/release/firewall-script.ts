import type { Host, ScriptStyle } from '../../document/document.ts';
import { ListingBuilder } from '../emit/listing.ts';
import { quoteComment, quoteShell } from '../quote.ts';
import type { Listing } from '../result.ts';
import { FIREWALL_MACHINERY } from './firewall-machinery.ts';

export interface FirewallParts {
  readonly host: Host;
  readonly style: ScriptStyle;
  /** sha256 over the rules, for telling which release runs. */
  readonly rulesId: string;
  readonly v4: Listing;
  readonly v6: Listing;
}

/** No line of a payload can be this one: they all start with `*`, `:`, `#`, `-` or are `COMMIT`. */
const END_OF_RULES = 'END_OF_RULES';

/**
 * `firewall.sh`: the rules first, as a reader wants them, then the machinery that loads them. It needs no other file.
 */
export function firewallScript({ host, style, rulesId, v4, v6 }: FirewallParts): Listing {
  const script = new ListingBuilder();
  script.add(
    [
      '#!/bin/sh',
      `# Bridgewarden: the packet filter of ${quoteComment(host.name)}, compiled from the drawing. Do not edit: change the drawing.`,
      '#   firewall.sh start | stop | restart | status | check | save DIR | load DIR',
      'set -u',
      'export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `HOST=${quoteShell(host.name)}`,
      `RULES_ID=${quoteShell(rulesId)}`,
      `STYLE=${quoteShell(style)}`,
      `BRIDGES=${quoteShell(host.bridges.map((bridge) => bridge.name).join(' '))}`,
      '',
    ].join('\n'),
  );
  addRules(script, 4, style, v4);
  addRules(script, 6, style, v6);
  for (const line of FIREWALL_MACHINERY.trimEnd().split('\n').slice(1)) script.add(line);
  return script.build();
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
