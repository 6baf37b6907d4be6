import type * as z from 'zod';
import { describeRecord, fieldInWords, listWords } from './describe.ts';
import type { Finding } from './finding.ts';
import { HOST_LISTS, type RecordKind, TOP_LISTS } from './record-kind.ts';
import { documentSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** More findings than this of one file help nobody, and a hostile file could bring millions. */
const MOST_FINDINGS = 200;

/** What is wrong with the shape of a document: one finding for each wrong or missing field. */
export function findSchemaProblems(value: unknown): Finding[] {
  const result = documentSchema.safeParse(value);
  if (result.success) return [];
  const { issues } = result.error;
  const findings = issues.slice(0, MOST_FINDINGS).map((issue) => toFinding(issue, value));
  if (issues.length <= MOST_FINDINGS) return findings;
  const more = `There are ${issues.length - MOST_FINDINGS} further problems of this kind; mend the first ones and open the file again.`;
  return [...findings, { code: 'more-problems', severity: 'error', message: more, objects: [] }];
}

function toFinding(issue: Issue, root: unknown): Finding {
  const path = issue.path.map(String);
  const { owner, objects, rule, depth } = nearestRecord(root, path);
  const field = path.slice(depth).join('.');
  const value = valueAt(root, path);
  const name = field === '' ? owner : `${fieldInWords(field)} of ${owner}`;
  return {
    ...complaint(issue, value, capitalise(name)),
    severity: 'error',
    objects,
    ...(rule === undefined ? {} : { rule }),
    ...(field === '' ? {} : { field }),
  };
}

function complaint(issue: Issue, value: unknown, name: string): Pick<Finding, 'code' | 'message'> {
  const wanted = wantedWords(issue);
  if (value === undefined) return { code: 'missing-field', message: `${name} is missing. It must be ${wanted}.` };
  if (issue.code === 'invalid_type') {
    return {
      code: 'wrong-type',
      message: `${name} must be ${wanted}, but it is ${typeWords(value)}. Correct it in the file.`,
    };
  }
  return { code: 'bad-value', message: `${name} must be ${wanted}, but it is ${show(value)}. Correct it in the file.` };
}

function wantedWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return EXPECTED_WORDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listWords(issue.values.map((value) => JSON.stringify(value)));
    case 'too_small':
      return 'a text that is not empty';
    case 'too_big':
      return issue.origin === 'string' ? `a text of at most ${issue.maximum} characters` : 'a smaller number';
    case 'custom':
      return issue.message.replace(/^must be /, '');
    default:
      return 'another value';
  }
}

const EXPECTED_WORDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
  record: 'an object in braces',
};

function typeWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return `the text ${show(value)}`;
    case 'object':
      return 'an object';
    default:
      return show(value);
  }
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

interface Owner {
  readonly owner: string;
  readonly objects: string[];
  readonly rule?: { policy: string; rule: string };
  /** How many keys of the path lead to the owner. */
  readonly depth: number;
}

/** The record nearest to the end of a path that has a usable id, so that the finding can point to something. */
function nearestRecord(root: unknown, path: readonly string[]): Owner {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const kind = kindAt(path.slice(0, depth));
    const record = kind === undefined ? undefined : readNamed(valueAt(root, path.slice(0, depth)));
    if (kind === undefined || record === undefined) continue;
    if (kind !== 'rule') return { owner: describeRecord(kind, record), objects: [record.id], depth };
    const policy = readNamed(valueAt(root, path.slice(0, depth - 2)));
    if (policy === undefined) return { owner: describeRecord(kind, record), objects: [record.id], depth };
    const rule = { policy: policy.id, rule: record.id };
    return {
      owner: `${describeRecord(kind, record)} of policy "${policy.id}"`,
      objects: [record.id, policy.id],
      rule,
      depth,
    };
  }
  return { owner: 'the document', objects: [], depth: 0 };
}

const LIST_KINDS: Readonly<Record<string, RecordKind>> = { ...TOP_LISTS, ...HOST_LISTS, rules: 'rule' };

/** `guests.3` is a guest, `hosts.0.ports.2` a port, `policies.0.rules.1` a rule; `view.nodes.x` is none. */
function kindAt(path: readonly string[]): RecordKind | undefined {
  const [list = ''] = path.slice(-2);
  const inPlace =
    path.length === 2
      ? Object.hasOwn(TOP_LISTS, list)
      : path.length === 4 &&
        ((path[0] === 'hosts' && Object.hasOwn(HOST_LISTS, list)) || (path[0] === 'policies' && list === 'rules'));
  return inPlace ? LIST_KINDS[list] : undefined;
}

function readNamed(value: unknown): { id: string; name?: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name } = value as { id?: unknown; name?: unknown };
  if (typeof id !== 'string' || id === '') return undefined;
  return typeof name === 'string' ? { id, name } : { id };
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? value[key as keyof typeof value]
        : undefined,
    root,
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
