import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { Document, Policy, Rule } from '../../shared/document/document.ts';
import type { RuleRef } from '../../shared/document/finding.ts';
import { currentDocument } from '../state/document-store.ts';
import { useResults } from '../state/results-store.ts';
import { useUi } from '../state/ui-store.ts';
import { hostsOfPolicy } from './compiled-index.ts';
import { type Cursor, useGrid } from './grid-store.ts';
import { type TableLine, tableLines } from './table-lines.ts';

/** The policy in the table: the chosen one, else the first. */
export function shownPolicy(document: Document = currentDocument()): Policy | undefined {
  const chosen = useUi.getState().policy;
  return document.policies.find(({ id }) => id === chosen) ?? document.policies[0];
}

/** The host whose compiled rules stand around the policy's own. */
export function shownHost(
  hosts: readonly CompiledHost[],
  document: Document,
  policy: Policy,
  wanted: string | undefined,
): CompiledHost | undefined {
  const running = hostsOfPolicy(hosts, document, policy);
  return running.find(({ host }) => host === wanted) ?? running[0];
}

let last: { readonly inputs: readonly unknown[]; readonly lines: readonly TableLine[] } | undefined;

/** The table's lines as they are now; the same value as long as nothing of it changed. */
export function currentLines(): readonly TableLine[] {
  const document = currentDocument();
  const policy = shownPolicy(document);
  if (policy === undefined) return [];
  const { opened, folded, host: wanted } = useGrid.getState();
  const host = shownHost(useResults.getState().lastHosts, document, policy, wanted);
  const inputs = [policy, host, opened, folded];
  if (last?.inputs.every((one, index) => one === inputs[index])) return last.lines;
  last = { inputs, lines: tableLines(policy, host, opened, folded) };
  return last.lines;
}

/** The cursor, or where it is before anybody has moved it; never on a line that is gone. */
export function effectiveCursor(lines: readonly TableLine[], cursor: Cursor | undefined): Cursor | undefined {
  if (cursor && lines.some(({ key }) => key === cursor.line)) return cursor;
  const first = lines.find(({ kind }) => kind === 'rule') ?? lines.find(({ kind }) => kind === 'add') ?? lines[0];
  return first && { line: first.key, column: cursor?.column ?? 'source' };
}

export interface Here {
  readonly policy: Policy;
  readonly lines: readonly TableLine[];
  readonly cursor: Cursor;
  readonly line: TableLine;
  /** The rule under the cursor. */
  readonly rule: Rule | undefined;
  readonly index: number;
}

/** What the cursor is on. */
export function here(): Here | undefined {
  const policy = shownPolicy();
  const lines = currentLines();
  const cursor = effectiveCursor(lines, useGrid.getState().cursor);
  const line = lines.find(({ key }) => key === cursor?.line);
  if (policy === undefined || cursor === undefined || line === undefined) return undefined;
  const rule = line.kind === 'rule' ? line.rule : undefined;
  return { policy, lines, cursor, line, rule, index: line.kind === 'rule' ? line.index : -1 };
}

/** The rules an action is about: those chosen, else those under a heading, else the one under the cursor. In their order. */
export function actingRefs(): readonly RuleRef[] {
  const now = here();
  if (now === undefined) return [];
  const { policy, line, rule } = now;
  const { chosen } = useGrid.getState();
  const wanted = chosen.size > 0 ? chosen : new Set(line.kind === 'group' ? line.rules : rule ? [rule.id] : []);
  return policy.rules.filter(({ id }) => wanted.has(id)).map(({ id }) => ({ policy: policy.id, rule: id }));
}
