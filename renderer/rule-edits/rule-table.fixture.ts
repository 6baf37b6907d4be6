import { type Document, emptyDocument, type Policy, type Rule } from '../../shared/document/document.ts';
import { currentDocument, loadDocument, useDocumentStore } from '../state/document-store.ts';
import { dismissAllNotices, useNotices } from '../state/notice-store.ts';
import { useUi } from '../state/ui-store.ts';
import type { ColumnId } from './columns.ts';
import { resetGrid, setCursor } from './grid-store.ts';

/** Two guests behind a bridge, a service, a main policy with three rules and a branch. */
const DRAWN: Document = {
  ...emptyDocument('rules'),
  hosts: [
    {
      id: 'h',
      name: 'h',
      role: 'hypervisor',
      bridges: [{ id: 'br', name: 'br' }],
      ports: [
        { id: 'p1', name: 'p1', kind: 'tap', bridge: 'br' },
        { id: 'p2', name: 'p2', kind: 'tap', bridge: 'br' },
      ],
      interfaces: [],
    },
  ],
  guests: [
    { id: 'a', name: 'alpha', nics: [{ port: 'p1', addresses: ['10.0.0.1'] }] },
    { id: 'b', name: 'beta', nics: [{ port: 'p2', addresses: ['10.0.0.2'] }] },
  ],
  services: [{ id: 'web', name: 'web', protocol: 'tcp', ports: '80' }],
  policies: [
    {
      id: 'main',
      name: 'main',
      kind: 'main',
      attach: { host: 'h' },
      rules: [
        { id: 'r1', action: 'accept', source: ['a'], destination: ['b'], service: ['web'] },
        { id: 'r2', action: 'deny', source: ['a', 'b'] },
        { id: 'r3', action: 'accept' },
      ],
    },
    { id: 'side', name: 'side', kind: 'branch', attach: { host: 'h' }, rules: [] },
  ],
};

/** Opens the table on the drawn document, with nothing chosen and no notice. */
export function openTable(document: Document = DRAWN): void {
  loadDocument(document);
  useUi.setState({ dock: 'rules', policy: 'main', renaming: undefined, transferOpen: false, dialog: undefined });
  resetGrid();
  dismissAllNotices();
}

export function cursorOn(rule: string, column: ColumnId, chip?: string): void {
  setCursor({ line: `rule:${rule}`, column, ...(chip !== undefined && { chip }) });
}

export function rulesOf(policy = 'main'): readonly Rule[] {
  return policyOf(policy)?.rules ?? [];
}

export function policyOf(id: string): Policy | undefined {
  return currentDocument().policies.find((policy) => policy.id === id);
}

export function ruleOf(id: string): Rule | undefined {
  return rulesOf().find((rule) => rule.id === id);
}

/** What the history says of the last step. */
export function lastStep(): string | undefined {
  return useDocumentStore.getState().history.past.at(-1)?.label;
}

export function told(): readonly string[] {
  return useNotices.getState().notices.map(({ text }) => text);
}
