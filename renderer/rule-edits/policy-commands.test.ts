import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edits/rule-cells.ts';
import { currentDocument, undo } from '../state/document-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { useUi } from '../state/ui-store.ts';
import { attachWords, deletePolicy, newBranchFor, newPolicy, renamePolicy, stepPolicy } from './policy-commands.ts';
import { cursorOn, openTable, policyOf, ruleOf } from './rule-table.fixture.ts';

beforeEach(() => openTable());

const ids = () => currentDocument().policies.map(({ id }) => id);

describe('the policies', () => {
  it('are gone through one after the other, round and round', () => {
    stepPolicy(1);
    expect(useUi.getState().policy).toBe('side');
    stepPolicy(1);
    expect(useUi.getState().policy).toBe('main');
    stepPolicy(-1);
    expect(useUi.getState().policy).toBe('side');
  });

  it('are added for the object of the one shown, shown and selected', () => {
    const id = newPolicy('branch');
    expect(policyOf(id)).toMatchObject({ kind: 'branch', attach: { host: 'h' } });
    expect(useUi.getState().policy).toBe(id);
    expect(useSelection.getState().ids).toEqual([id]);
    expect(policyOf(newPolicy('main', 'a'))?.attach).toEqual({ guest: 'a' });
  });

  it('are not added where there is nothing to attach them to', () => {
    openTable({ ...emptyDocument('empty'), hosts: [] });
    const before = currentDocument();
    expect(newPolicy('main')).toBe('');
    expect(currentDocument()).toBe(before);
  });

  it('come to be with the rule that branches to them, in one step', () => {
    const before = currentDocument();
    cursorOn('r2', 'action');
    newBranchFor({ policy: 'main', rule: 'r2' }, 'guests');
    const branch = currentDocument().policies.find(({ name }) => name === 'guests');
    expect(branch).toMatchObject({ kind: 'branch', attach: { host: 'h' } });
    expect(ruleOf('r2')).toMatchObject({ action: 'branch', branch: branch?.id });
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('are renamed, but not to nothing', () => {
    const side = policyOf('side')!;
    renamePolicy(side, '  guests ');
    expect(policyOf('side')?.name).toBe('guests');
    const before = currentDocument();
    renamePolicy(policyOf('side')!, '  ');
    expect(currentDocument()).toBe(before);
  });

  it('are deleted at once when nothing branches to them, and else only after it was asked', () => {
    deletePolicy(policyOf('side')!);
    expect(ids()).toEqual(['main']);
    openTable();
    openTable(setCell(currentDocument(), { policy: 'main', rule: 'r1', cell: 'action' }, ['side']));
    deletePolicy(policyOf('side')!);
    expect(ids()).toEqual(['main', 'side']);
    expect(useUi.getState().dialog).toMatchObject({ kind: 'delete', ids: ['side'] });
  });

  it('say what they belong to', () => {
    expect(attachWords(policyOf('main')!)).toBe('host h');
  });
});
