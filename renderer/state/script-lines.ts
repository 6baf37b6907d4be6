import type { CompiledHost, Listing, NumberedRule, ReleaseFile } from '../../shared/compiler/result.ts';
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
  for (const file of host.files)
    if (!known.has(file.name)) listed.push({ name: file.name, listing: plainListing(file) });
  return listed;
}

/** Its text is read when the file is shown: most are never looked at. */
function plainListing(file: ReleaseFile): Listing {
  return {
    get text() {
      return file.text;
    },
    lines: [],
    objects: [],
  };
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
  const about = ruleRef ? () => true : aboutAny(host, listing, objects);
  const known = new Set(
    host.rules.flatMap(({ number, origin: { rule } }) =>
      !ruleRef || (rule?.policy === ruleRef.policy && rule.rule === ruleRef.rule) ? [number] : [],
    ),
  );
  return listing.lines.flatMap((number, index) =>
    number !== undefined && known.has(number) && about(number, listing.objects[index] ?? []) ? [index + 1] : [],
  );
}

/** Tells of a line, by its rule and by what it says itself to be about, whether it is about any of the objects. */
function aboutAny(
  host: CompiledHost,
  listing: Listing,
  objects: readonly Id[],
): (number: number, own: readonly Id[]) => boolean {
  const wanted = new Set(objects);
  const named = new Set<Id>();
  for (const own of listing.objects) for (const id of own) if (wanted.has(id)) named.add(id);
  const unnamed = objects.filter((id) => !named.has(id));
  const numbersOf = (ids: readonly Id[]) =>
    new Set(
      host.rules.flatMap(({ number, origin }) => (ids.some((id) => origin.objects.includes(id)) ? [number] : [])),
    );
  const wide = numbersOf(objects);
  const wideUnnamed = numbersOf(unnamed);
  return (number, own) =>
    own.length === 0 ? wide.has(number) : own.some((id) => wanted.has(id)) || wideUnnamed.has(number);
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
  let line = 1;
  let start = 0;
  for (const wanted of marked) {
    // Not split at once: a script may have hundreds of thousands of lines, and what is sought stands mostly among the first.
    for (; line < wanted; line += 1) {
      const end = text.indexOf('\n', start);
      if (end < 0) return marked[0];
      start = end + 1;
    }
    const end = text.indexOf('\n', start);
    if (!/^(:|\s*\S+ -N )/.test(text.slice(start, end < 0 ? undefined : end))) return wanted;
  }
  return marked[0];
}
