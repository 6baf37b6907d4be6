import type { CompiledHost, Listing, NumberedRule } from '../../shared/compiler/result.ts';
import type { Id } from '../../shared/document/document.ts';
import type { RuleRef } from '../../shared/document/finding.ts';

/** One file of the preview. */
export interface PreviewFile {
  readonly name: string;
  readonly listing: Listing;
}

/** The files that are shown for a host; those without a rule map (service, manifest) come last. */
export function previewFiles(host: CompiledHost): readonly PreviewFile[] {
  const listed = [{ name: 'firewall.sh', listing: host.script }];
  for (const [name, listing] of Object.entries(host.listings)) listed.push({ name, listing });
  const known = new Set(listed.map(({ name }) => name));
  for (const { name, text } of host.files) {
    if (!known.has(name)) listed.push({ name, listing: { text, lines: [], objects: [] } });
  }
  return listed;
}

/** The rule that a line (counted from 1) belongs to. */
export function ruleOfLine(host: CompiledHost, listing: Listing, line: number): NumberedRule | undefined {
  const number = listing.lines[line - 1];
  return number === undefined ? undefined : host.rules.find((rule) => rule.number === number);
}

/**
 * The lines (counted from 1) that are about any of the objects, or that come from the user's rule. Where lines say which
 * port they are about, a port marks its own lines and not all those of the rule that it shares with other ports.
 */
export function linesOf(
  host: CompiledHost,
  listing: Listing,
  objects: readonly Id[],
  ruleRef: RuleRef | undefined,
): readonly number[] {
  if (objects.length === 0 && !ruleRef) return [];
  const rules = new Map(host.rules.map((rule) => [rule.number, rule]));
  const named = new Set(listing.objects.flat());
  const isAbout = (number: number, own: readonly Id[]): boolean => {
    const origin = rules.get(number)?.origin;
    if (!origin) return false;
    if (ruleRef) return origin.rule?.policy === ruleRef.policy && origin.rule.rule === ruleRef.rule;
    return objects.some(
      (id) => own.includes(id) || (origin.objects.includes(id) && (own.length === 0 || !named.has(id))),
    );
  };
  return listing.lines.flatMap((number, index) =>
    number !== undefined && isAbout(number, listing.objects[index] ?? []) ? [index + 1] : [],
  );
}

/** What a line lights up on the canvas: what it says itself to be about, else what its rule came from. */
export function objectsOfLine(listing: Listing, line: number, rule: NumberedRule): readonly Id[] {
  const own = listing.objects[line - 1] ?? [];
  return own.length > 0 ? own : rule.origin.objects;
}

/** What a file of the release holds, in a few words. */
export function fileWords(name: string): string {
  return FILE_WORDS[name] ?? '';
}

const FILE_WORDS: Readonly<Record<string, string>> = {
  'firewall.sh': 'everything',
  'rules.v4': 'IPv4',
  'rules.v6': 'IPv6',
  'rules.eb': 'layer 2, ebtables',
  'rules.nft': 'layer 2, nftables',
  'topology.sh': 'bridges and veth pairs',
  'bridgewarden.modules.conf': 'kernel modules',
  'bridgewarden.sysctl.conf': 'kernel settings',
  'bridgewarden.service': 'systemd, at boot',
  'bridgewarden-watch.service': 'watches new ports',
  'bridgewarden.libvirt-hook': 'at a guest’s start',
  'manifest.json': 'hashes and rule map',
};

/** The file that is shown now, by what the Script tab has chosen. */
export function shownFile(
  hosts: readonly CompiledHost[],
  hostId: Id | undefined,
  name: string,
): { readonly host: CompiledHost; readonly file: PreviewFile } | undefined {
  const host = hosts.find((one) => one.host === hostId) ?? hosts[0];
  if (!host) return undefined;
  const files = previewFiles(host);
  const file = files.find((one) => one.name === name) ?? files[0];
  return file && { host, file };
}

/** Of a rule's lines the first that says something: chain declarations stand together at the top. */
export function firstRuleLine(text: string, marked: readonly number[]): number | undefined {
  if (marked.length === 0) return undefined;
  const lines = text.split('\n');
  return marked.find((line) => !/^(:|\s*\S+ -N )/.test(lines[line - 1] ?? '')) ?? marked[0];
}
