import { beforeEach, describe, expect, it } from 'vitest';
import { ruleLabel } from '../../shared/document/edits/rule-labels.ts';
import { currentDocument, undo } from '../state/document-store.ts';
import { useUi } from '../state/ui-store.ts';
import { choose, useGrid } from './grid-store.ts';
import {
  colorRules,
  deleteRules,
  directRules,
  duplicateRules,
  groupRules,
  insertRule,
  moveRules,
  swapRuleEnds,
  toggleRules,
  toggleStateless,
  transferRules,
  ungroupRules,
} from './rule-commands.ts';
import { cursorOn, lastStep, openTable, policyOf, ruleOf, rulesOf } from './rule-table.fixture.ts';

beforeEach(() => openTable());

const order = () => rulesOf().map(({ id }) => id);

describe('the commands of the rule table', () => {
  it('insert above, below and at the end, and put the cursor there', () => {
    cursorOn('r2', 'number');
    insertRule('above');
    expect(order().indexOf('r2')).toBe(2);
    expect(useGrid.getState().cursor).toEqual({ line: `rule:${order()[1]}`, column: 'source' });
    expect(lastStep()).toBe('Insert a rule above rule 2');
    cursorOn('r2', 'number');
    insertRule('below', { action: 'reject' });
    expect(rulesOf()[3]).toMatchObject({ action: 'reject' });
    insertRule('end');
    expect(order()).toHaveLength(6);
    expect(order().indexOf('r3')).toBe(4);
  });

  it('insert into the group around the cursor', () => {
    choose(['r1', 'r2']);
    groupRules();
    cursorOn('r1', 'source');
    insertRule('below');
    expect(rulesOf().map((rule) => ruleLabel(rule).group)).toEqual(['Group', 'Group', 'Group', undefined]);
  });

  it('delete what is chosen, and go on with the rule behind it', () => {
    choose(['r1', 'r2']);
    cursorOn('r1', 'service');
    deleteRules();
    expect(order()).toEqual(['r3']);
    expect(useGrid.getState().cursor).toEqual({ line: 'rule:r3', column: 'service' });
    expect(lastStep()).toBe('Delete rules 1 and 2');
  });

  it('duplicate rules as copies that are switched off until they were edited', () => {
    cursorOn('r1', 'number');
    duplicateRules();
    expect(rulesOf()[1]).toMatchObject({ source: ['a'], enabled: false });
    choose(['r2', 'r3']);
    duplicateRules();
    expect(rulesOf().slice(-2)).toMatchObject([{ action: 'deny', enabled: false }, { enabled: false }]);
  });

  it('move rules over the one beside them, and not over the edge', () => {
    choose(['r1', 'r2']);
    moveRules('down');
    expect(order()).toEqual(['r3', 'r1', 'r2']);
    const before = currentDocument();
    moveRules('down');
    expect(currentDocument()).toBe(before);
    moveRules('up');
    expect(order()).toEqual(['r1', 'r2', 'r3']);
  });

  it('move and copy rules to another policy, which is shown then', () => {
    transferRules([{ policy: 'main', rule: 'r1' }], 'side', undefined, false);
    expect([order(), policyOf('side')?.rules.length]).toEqual([['r2', 'r3'], 1]);
    expect(useUi.getState().policy).toBe('side');
    undo();
    useUi.setState({ policy: 'main' });
    transferRules([{ policy: 'main', rule: 'r1' }], 'side', undefined, true);
    expect([order(), policyOf('side')?.rules.length]).toEqual([['r1', 'r2', 'r3'], 1]);
  });

  it('take a rule that is dropped between two of a group into it', () => {
    choose(['r1', 'r2']);
    groupRules();
    transferRules([{ policy: 'main', rule: 'r3' }], 'main', 1, false);
    expect(order()).toEqual(['r1', 'r3', 'r2']);
    expect(rulesOf().map((rule) => ruleLabel(rule).group)).toEqual(['Group', 'Group', 'Group']);
  });

  it('switch rules on as long as one of them is off', () => {
    cursorOn('r2', 'number');
    toggleRules();
    expect(ruleOf('r2')?.enabled).toBe(false);
    choose(['r1', 'r2']);
    toggleRules();
    expect(rulesOf().map(({ enabled }) => enabled)).toEqual([undefined, undefined, undefined]);
  });

  it('write down a direction or a state only where it says something', () => {
    cursorOn('r1', 'ports');
    directRules('in');
    expect(ruleOf('r1')?.direction).toBe('in');
    directRules('both');
    expect(Object.keys(ruleOf('r1') ?? {})).not.toContain('direction');
    toggleStateless();
    expect(ruleOf('r1')?.state).toBe('stateless');
    toggleStateless();
    expect(Object.keys(ruleOf('r1') ?? {})).not.toContain('state');
  });

  it('swap the ends, colour, group under a free name and take out of the group again', () => {
    cursorOn('r1', 'number');
    swapRuleEnds();
    expect(ruleOf('r1')).toMatchObject({ source: ['b'], destination: ['a'] });
    colorRules('red');
    expect(ruleLabel(rulesOf()[0]!).color).toBe('red');
    groupRules();
    cursorOn('r3', 'number');
    groupRules();
    expect(rulesOf().map((rule) => ruleLabel(rule).group)).toEqual(['Group', undefined, 'Group 2']);
    expect(useUi.getState().renaming).toBe(useGrid.getState().cursor?.line);
    cursorOn('r1', 'number');
    ungroupRules();
    expect(ruleLabel(rulesOf()[0]!)).toEqual({ color: 'red' });
  });
});
