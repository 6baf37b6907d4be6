import type { CompiledHost, NumberedRule } from '../compiler/result.ts';
import type { Document, Id } from '../document/document.ts';
import { type RecordEntry, recordIndex } from '../document/record-index.ts';

/** Where a compiled rule stands in one file of the preview: lines are counted from 1. */
interface RuleLines {
  readonly file: string;
  readonly lines: readonly number[];
}

/** A compiled rule that acts at an object. */
export interface RuleAtObject {
  readonly host: Id;
  readonly rule: NumberedRule;
  /** Its lines in each rule file; where lines say what they are about, only those about the object. */
  readonly places: readonly RuleLines[];
  /** It acts here as it acts everywhere on its host: the established connections, the default drop. */
  readonly general: boolean;
}

/** Kinds of record that packets pass by or end at: the general rules of their host act at them, too. */
const ON_THE_WAY: readonly RecordEntry['kind'][] = ['bridge', 'port', 'interface', 'guest', 'external'];

/**
 * Every compiled rule that acts at an object, derived and own, in the order in which packets meet them: those that came from
 * it, those that name it directly or through a group, those with a line about it, and the general ones of its host. A
 * bridge's are those of its ports and of its own device; a policy's are those compiled from its rules.
 */
export function rulesAtObject(document: Document, hosts: readonly CompiledHost[], id: Id): readonly RuleAtObject[] {
  const entry = recordIndex(document).get(id);
  if (entry === undefined) return [];
  const about = new Set([id, ...partsOf(document, entry)]);
  const named = new Set([...about, ...groupsHolding(document, id)]);
  const homes = hostsOf(document, about);
  return hosts.flatMap((host) => {
    const everything = host.host === id;
    const lines = everything ? undefined : linesAbout(host, about);
    const found = host.rules.flatMap((rule): Omit<RuleAtObject, 'places'>[] => {
      const specific =
        everything ||
        rule.origin.rule?.policy === id ||
        lines?.has(rule.number) === true ||
        rule.origin.objects.some((one) => named.has(one));
      const general = !specific && isGeneral(rule) && homes.has(host.host) && ON_THE_WAY.includes(entry.kind);
      return specific || general ? [{ host: host.host, rule, general }] : [];
    });
    const numbers = found.map(({ rule }) => rule.number).filter((number) => !lines?.has(number));
    const whole = linesOfRules(host, new Set(numbers));
    return found.map((one) => {
      const places = lines?.get(one.rule.number) ?? whole.get(one.rule.number) ?? [];
      return { ...one, places: [...places].map(([file, own]) => ({ file, lines: own })) };
    });
  });
}

function isGeneral({ section }: NumberedRule): boolean {
  return section === 'established' || section === 'default';
}

/** What else is meant when one speaks of an object: a bridge's ports and device, a guest's and an external's port. */
function partsOf(document: Document, entry: RecordEntry): readonly Id[] {
  switch (entry.kind) {
    case 'bridge': {
      const { host, record } = entry;
      const ports = host?.ports.filter(({ bridge }) => bridge === record.id) ?? [];
      const device = host?.interfaces.filter(({ name }) => name === record.name) ?? [];
      return [...ports, ...device].map((one) => one.id);
    }
    case 'guest':
      return entry.record.nics.map(({ port }) => port);
    case 'external':
      return entry.record.port === undefined ? [] : [entry.record.port];
    case 'port':
      return document.guests
        .filter(({ nics }) => nics.length === 1 && nics[0]?.port === entry.record.id)
        .map((guest) => guest.id);
    default:
      return [];
  }
}

/** Groups that an object is in, directly or through other groups. */
function groupsHolding(document: Document, id: Id): ReadonlySet<Id> {
  const holding = new Set<Id>();
  const queue = [id];
  for (let member = queue.pop(); member !== undefined; member = queue.pop()) {
    for (const group of document.groups) {
      if (!holding.has(group.id) && group.members.includes(member)) {
        holding.add(group.id);
        queue.push(group.id);
      }
    }
  }
  return holding;
}

function hostsOf(document: Document, ids: ReadonlySet<Id>): ReadonlySet<Id> {
  return new Set(
    document.hosts
      .filter((host) => [...host.bridges, ...host.ports, ...host.interfaces].some((part) => ids.has(part.id)))
      .map((host) => host.id),
  );
}

/** For each rule number with a line about one of the objects: those lines, file by file. */
function linesAbout(host: CompiledHost, about: ReadonlySet<Id>): ReadonlyMap<number, ReadonlyMap<string, number[]>> {
  const found = new Map<number, Map<string, number[]>>();
  for (const [file, listing] of Object.entries(host.listings)) {
    listing.objects.forEach((objects, index) => {
      const number = listing.lines[index];
      if (number === undefined || !objects.some((one) => about.has(one))) return;
      addLine(found, number, file, index + 1);
    });
  }
  return found;
}

/** All lines of these rules, file by file. */
function linesOfRules(
  host: CompiledHost,
  numbers: ReadonlySet<number>,
): ReadonlyMap<number, ReadonlyMap<string, number[]>> {
  const found = new Map<number, Map<string, number[]>>();
  for (const [file, listing] of Object.entries(host.listings)) {
    listing.lines.forEach((number, index) => {
      if (number !== undefined && numbers.has(number)) addLine(found, number, file, index + 1);
    });
  }
  return found;
}

function addLine(found: Map<number, Map<string, number[]>>, number: number, file: string, line: number): void {
  const files = found.get(number) ?? new Map<string, number[]>();
  const lines = files.get(file) ?? [];
  lines.push(line);
  files.set(file, lines);
  found.set(number, files);
}
