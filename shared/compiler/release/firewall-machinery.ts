import { BOOT } from './machinery/boot.ts';
import { COMPARISON } from './machinery/comparison.ts';
import { EBTABLES_PART } from './machinery/ebtables-part.ts';
import { FIRST_TABLES } from './machinery/first-tables.ts';
import { HOOK_PLACES } from './machinery/hook-places.ts';
import { IP_PAYLOAD } from './machinery/ip-payload.ts';
import { IP_REPLACE } from './machinery/ip-replace.ts';
import { IP_SNAPSHOT } from './machinery/ip-snapshot.ts';
import { MAIN } from './machinery/main.ts';
import { NFTABLES_PART } from './machinery/nftables-part.ts';
import { PIECES } from './machinery/pieces.ts';
import { REAPPLY_PART } from './machinery/reapply-part.ts';
import { RULE_PARTS } from './machinery/rule-parts.ts';
import { SAVE_AND_LOAD } from './machinery/save-and-load.ts';
import { SETTINGS_PART } from './machinery/settings-part.ts';
import { SPEAKING } from './machinery/speaking.ts';
import { START_AND_STOP } from './machinery/start-and-stop.ts';
import { SURROUNDINGS } from './machinery/surroundings.ts';
import { TRIALS } from './machinery/trials.ts';

/**
 * What `firewall.sh` does with its rules, in POSIX sh and awk: it needs no other file of ours and nothing that is not on
 * every supported host. It is the same text in every release; what differs stands in the variables and functions that
 * `firewallScript` writes above it: HOST, RULES_ID, BRIDGES, PORTS, GUEST_PORTS, WAYS_TO_HOST, ZONES, LAYER2, rules_v4, rules_v6, rules_zones, rules_layer2,
 * wanted_settings.
 *
 * How it loads: whatever the style, the rules become one `iptables-restore --noflush` transaction a family. The
 * transaction flushes and removes our earlier chains, fills the new ones and puts one jump at the top of each built-in chain, so
 * the kernel goes from one complete rule set to the next or stays where it is (iptables-restore commits a table at once).
 * Two parts of the kernel can hold our layer-2 rules, ebtables (`eb`) and a table of nftables (`nft`); a release fills one
 * and empties the other, so changing the back end leaves nothing behind.
 *
 * Which chains are ours: those that start with BW_, and those that ours jump to. Nothing else is flushed, removed or moved.
 *
 * The parts are written with String.raw where they hold a backslash, and without braces after `$`, so that shell and TypeScript do not fight over them.
 */
export const FIREWALL_MACHINERY: readonly string[] = [
  SPEAKING,
  SURROUNDINGS,
  RULE_PARTS,
  IP_PAYLOAD,
  IP_SNAPSHOT,
  HOOK_PLACES,
  PIECES,
  IP_REPLACE,
  EBTABLES_PART,
  NFTABLES_PART,
  SETTINGS_PART,
  REAPPLY_PART,
  FIRST_TABLES,
  TRIALS,
  COMPARISON,
  START_AND_STOP,
  BOOT,
  SAVE_AND_LOAD,
  MAIN,
];
