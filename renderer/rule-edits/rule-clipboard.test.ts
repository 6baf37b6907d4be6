import { beforeEach, describe, expect, it } from 'vitest';
import { currentDocument, loadDocument } from '../state/document-store.ts';
import { useUi } from '../state/ui-store.ts';
import { toggleNegation } from './cell-commands.ts';
import { choose } from './grid-store.ts';
import { copyHere, cutHere, meansRules, pasteHere } from './rule-clipboard.ts';
import { cursorOn, lastStep, openTable, policyOf, ruleOf, rulesOf, told } from './rule-table.fixture.ts';

beforeEach(() => openTable());

describe('copying in the rule table', () => {
  it('means rules on their numbers or where some are chosen, else what is in the cell', () => {
    cursorOn('r1', 'source');
    expect(meansRules()).toBe(false);
    cursorOn('r1', 'number');
    expect(meansRules()).toBe(true);
    cursorOn('r1', 'source');
    choose(['r2']);
    expect(meansRules()).toBe(true);
  });

  it('pastes rules below the cursor with ids of their own', () => {
    choose(['r1', 'r2']);
    copyHere();
    choose([]);
    cursorOn('r1', 'number');
    pasteHere();
    expect(rulesOf().map(({ action }) => action)).toEqual(['accept', 'accept', 'deny', 'deny', 'accept']);
    expect(new Set(rulesOf().map(({ id }) => id)).size).toBe(5);
    expect(lastStep()).toBe('Paste 2 rules');
  });

  it('pastes rules into another policy', () => {
    cursorOn('r2', 'number');
    copyHere();
    useUi.setState({ policy: 'side' });
    pasteHere();
    expect(policyOf('side')?.rules).toMatchObject([{ action: 'deny', source: ['a', 'b'] }]);
  });

  it('cuts a cell and pastes its objects into one that takes them', () => {
    cursorOn('r1', 'source');
    cutHere();
    expect(ruleOf('r1')?.source).toBeUndefined();
    cursorOn('r3', 'destination');
    pasteHere();
    expect(ruleOf('r3')?.destination).toEqual(['a']);
  });

  it('keeps "all except these" for a cell that is any, and leaves one that holds something as it is meant', () => {
    cursorOn('r1', 'source');
    toggleNegation();
    copyHere();
    cursorOn('r3', 'source');
    pasteHere();
    expect(ruleOf('r3')).toMatchObject({ source: ['a'], not: { source: true } });
    cursorOn('r1', 'destination');
    pasteHere();
    expect(ruleOf('r1')?.destination).toEqual(['b', 'a']);
    expect(ruleOf('r1')?.not).toEqual({ source: true });
  });

  it('pastes a comment into comments alone', () => {
    openTable({
      ...currentDocument(),
      policies: currentDocument().policies.map((policy) => ({
        ...policy,
        rules: policy.rules.map((rule) => ({ ...rule, comment: `about ${rule.id}` })),
      })),
    });
    cursorOn('r1', 'comment');
    copyHere();
    cursorOn('r2', 'comment');
    pasteHere();
    expect(ruleOf('r2')?.comment).toBe('about r1');
    const before = currentDocument();
    cursorOn('r2', 'source');
    pasteHere();
    expect(currentDocument()).toBe(before);
    expect(told()).toEqual(['A comment was copied: paste it into a comment.']);
  });

  it('pastes nothing into another document, where the same id may be another object', () => {
    cursorOn('r1', 'source');
    copyHere();
    loadDocument({ ...currentDocument() });
    const before = currentDocument();
    cursorOn('r3', 'source');
    pasteHere();
    expect(currentDocument()).toBe(before);
    expect(told()[0]).toContain('Copy it again in this one');
  });
});
