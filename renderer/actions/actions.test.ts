import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { choose } from '../rule-edits/grid-store.ts';
import { cursorOn, lastStep, openTable, policyOf, rulesOf } from '../rule-edits/rule-table.fixture.ts';
import { currentDocument, undo } from '../state/document-store.ts';
import { select, useSelection } from '../state/selection-store.ts';
import { useUi } from '../state/ui-store.ts';
import { actionLabel, isEnabled } from './action.ts';
import { ACTIONS, actionById } from './registry.ts';

beforeEach(() => openTable());

/** Does what a menu, a key or the palette does. */
function run(id: string): void {
  const action = actionById(id);
  expect(isEnabled(action), id).toBe(true);
  action.run();
}

const enabled = (id: string) => isEnabled(actionById(id));

describe('an action of the rule table', () => {
  const actions = ACTIONS.filter(({ id, scope }) => id.startsWith('rules.') && scope === 'rules');

  it('is there only while the table is shown', () => {
    expect(actions.length).toBeGreaterThan(30);
    useUi.setState({ dock: 'script' });
    expect(actions.filter(isEnabled).map(({ id }) => id)).toEqual([]);
  });

  /** What the history says of each with the cursor on the source of rule 1, and what it makes of the document. */
  it.each([
    ['rules.insert-above', 'Insert a rule above rule 1', 4],
    ['rules.insert-below', 'Insert a rule below rule 1', 4],
    ['rules.duplicate', 'Duplicate rule 1', 4],
    ['rules.delete', 'Delete rule 1', 2],
    ['rules.move-down', 'Move rule 1 down', 3],
    ['rules.clear', 'Clear source of rule 1', 3],
    ['rules.clear-last', 'Take alpha out of source of rule 1', 3],
    ['rules.cut', 'Clear source of rule 1', 3],
    ['rules.switch', 'Switch off rule 1', 3],
    ['rules.negate', 'Negate source of rule 1', 3],
    ['rules.log', 'Log rule 1', 3],
    ['rules.swap', 'Swap source and destination of rule 1', 3],
    ['rules.direction-in', 'Change direction of rule 1', 3],
    ['rules.stateless', 'Make rule 1 stateless', 3],
    ['rules.group', 'Group rule 1', 3],
    ['rules.color-red', 'Colour rule 1 red', 3],
  ])('%s is the step "%s", and undone is as if it had not been', (id, step, rules) => {
    const before = currentDocument();
    cursorOn('r1', 'source');
    run(id);
    expect(currentDocument()).not.toBe(before);
    expect([lastStep(), rulesOf().length]).toEqual([step, rules]);
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('is about all chosen rules, and says so in its words', () => {
    cursorOn('r1', 'source');
    expect(actionLabel(actionById('rules.copy'))).toBe('Copy the cell');
    choose(['r1', 'r3']);
    expect(actionLabel(actionById('rules.copy'))).toBe('Copy the rules');
    run('rules.switch');
    expect(rulesOf().map(({ enabled: on }) => on)).toEqual([false, undefined, false]);
  });

  it('moves rules to another policy only where there is one', () => {
    cursorOn('r1', 'source');
    run('rules.transfer');
    expect(useUi.getState().transferOpen).toBe(true);
    openTable({ ...currentDocument(), policies: currentDocument().policies.slice(0, 1) });
    expect(enabled('rules.transfer')).toBe(false);
  });
});

describe('an action of editing', () => {
  it('that needs a selection is not there without one', () => {
    const needing = [
      'edit.cut',
      'edit.copy',
      'edit.duplicate',
      'edit.delete',
      'edit.rename',
      'edit.group',
      'edit.link',
    ];
    select([]);
    expect(needing.filter(enabled)).toEqual([]);
    select(['a']);
    expect(needing.filter(enabled)).toEqual(needing.filter((id) => id !== 'edit.link'));
  });

  it('undoes and redoes by the name of the step', () => {
    expect([enabled('edit.undo'), enabled('edit.redo')]).toEqual([false, false]);
    const before = currentDocument();
    run('object.address');
    const after = currentDocument();
    expect(actionLabel(actionById('edit.undo'))).toBe('Undo Add address');
    run('edit.undo');
    expect(currentDocument()).toBe(before);
    expect(actionLabel(actionById('edit.redo'))).toBe('Redo Add address');
    run('edit.redo');
    expect(currentDocument()).toBe(after);
  });

  it('selects all that is drawn, and gives a MAC address to those without', () => {
    run('edit.select-all');
    expect(useSelection.getState().ids).toEqual(['h', 'br', 'a', 'b']);
    run('edit.give-macs');
    const macs = currentDocument().guests.flatMap(({ nics }) => nics.map(({ mac }) => mac));
    expect(new Set(macs).size).toBe(2);
    expect(macs).not.toContain(undefined);
    expect(enabled('edit.give-macs'), 'each has one now').toBe(false);
  });

  it('groups what can be in a group, and duplicates with fresh names', () => {
    select(['a', 'b']);
    run('edit.group');
    expect(currentDocument().groups).toMatchObject([{ members: ['a', 'b'] }]);
    select(['a']);
    run('edit.duplicate');
    const names = currentDocument().guests.map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
  });

  it('asks before it deletes what a rule names, and not otherwise', () => {
    select(['a']);
    run('edit.delete');
    expect(currentDocument().guests).toHaveLength(2);
    expect(useUi.getState().dialog).toMatchObject({ kind: 'delete', ids: ['a'] });
    openTable({ ...currentDocument(), policies: [] });
    select(['a']);
    run('edit.delete');
    expect(currentDocument().guests.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('an action for a new object', () => {
  it.each([
    ['object.address', 'addresses'],
    ['object.service', 'services'],
    ['object.user', 'users'],
    ['object.interval', 'intervals'],
  ] as const)('%s adds it under a free name and selects it', (id, list) => {
    const before = currentDocument()[list].length;
    run(id);
    run(id);
    const added = currentDocument()[list].slice(before);
    expect(new Set(added.map(({ name }) => name)).size).toBe(2);
    expect(useSelection.getState().ids).toEqual([added[1]?.id]);
  });

  it('adds a policy to the selected host, and is not there without a host', () => {
    select(['h']);
    run('object.policy');
    expect(policyOf(useUi.getState().policy ?? '')).toMatchObject({ kind: 'main', attach: { host: 'h' } });
    openTable({ ...emptyDocument('empty'), hosts: [] });
    expect(enabled('object.policy')).toBe(false);
  });

  it('replaces an object only where something names it', () => {
    select(['web']);
    run('object.replace');
    expect(useUi.getState().dialog).toEqual({ kind: 'replace', id: 'web' });
    openTable({ ...currentDocument(), policies: [] });
    select(['web']);
    expect(enabled('object.replace')).toBe(false);
  });
});
