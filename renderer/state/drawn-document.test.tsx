import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { updateDocument } from '../../shared/document/edits/update-record.ts';
import { abandonGesture, edit, loadDocument, undo, useDocument } from './document-store.ts';
import { useDrawnDocument } from './drawn-document.ts';
import { typingGesture } from './history.ts';

/** For each time that React rendered: the name in a field, and the name in the drawing. */
let rendered: [string, string][] = [];

function Both() {
  const name = useDocument((document) => document.name);
  rendered.push([name, useDrawnDocument().name]);
  return undefined;
}

const rename = (name: string, gesture?: string) =>
  act(() => {
    const options = gesture === undefined ? {} : { gesture };
    edit('Rename', (document) => updateDocument(document, { name }), options);
  });
const lags = () => rendered.some(([field, drawn]) => field !== drawn);

beforeEach(() => {
  loadDocument(emptyDocument('a'));
  render(<Both />);
  rendered = [];
});
afterEach(cleanup);

describe('the drawing', () => {
  it('follows what is typed after the field has shown it', () => {
    const gesture = typingGesture('name', 1);
    rename('ab', gesture);
    rename('abc', gesture);
    expect(rendered.filter(([field, drawn]) => field !== drawn)).toEqual([
      ['ab', 'a'],
      ['abc', 'ab'],
    ]);
    expect(rendered.at(-1)).toEqual(['abc', 'abc']);
  });

  it('shows every other change at once', () => {
    rename('b');
    rename('c', 'slide:port');
    act(() => undo());
    expect(lags()).toBe(false);
    expect(rendered.at(-1)).toEqual(['b', 'b']);
  });

  it('is at once what it was when the typing is undone or given up', () => {
    const gesture = typingGesture('name', 1);
    rename('ab', gesture);
    rendered = [];
    act(() => abandonGesture(gesture));
    rename('ac', typingGesture('name', 2));
    const [last] = rendered.slice(-1);
    rendered = [];
    act(() => undo());
    expect(last).toEqual(['ac', 'ac']);
    expect(lags()).toBe(false);
    expect(rendered.at(-1)).toEqual(['a', 'a']);
  });
});
