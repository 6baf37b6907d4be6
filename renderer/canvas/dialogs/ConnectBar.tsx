import { Cable } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { announce } from '../../state/announce-store.ts';
import { canvasControls } from '../../state/canvas-controls.ts';
import { openCanvasDialog } from '../../state/dialog-store.ts';
import { useDocument } from '../../state/document-store.ts';
import { link } from '../../state/link-edits.ts';
import { notify } from '../../state/notice-store.ts';
import { recordTitle } from '../../state/records.ts';
import { clearOverlay, setOverlay } from '../overlay-store.ts';
import { type LinkTarget, linkTargets } from './link-targets.ts';

const MOST_SHOWN = 8;

/**
 * Connecting by keyboard: Tab and the arrows go through what a line could end at, typing looks for a name, Enter draws the
 * line, Escape leaves everything as it was. The target is lit up on the canvas all the while.
 */
export function ConnectBar({ from }: { readonly from: Id }) {
  const document = useDocument((now) => now);
  const all = useMemo(() => linkTargets(document, from), [document, from]);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(
    () => all.filter(({ title }) => title.toLowerCase().includes(words.trim().toLowerCase())),
    [all, words],
  );
  const index = found.length === 0 ? -1 : Math.min(at, found.length - 1);
  const target = found[index];
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (!target) {
      clearOverlay();
      return;
    }
    setOverlay({ hint: { text: target.makes, tone: 'good', targets: new Map([[target.id, 'plug']]) } });
    canvasControls()?.reveal([target.id]);
    announce(`${target.makes}: Enter connects. ${index + 1} of ${found.length}.`);
  }, [target, index, found.length]);
  useEffect(() => clearOverlay, []);
  const close = () => {
    openCanvasDialog(undefined);
    canvasControls()?.focus(from);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step !== 0) {
      event.preventDefault();
      if (found.length > 0) setAt((index + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (target) complete(from, target, close);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      announce('Nothing was connected.');
      close();
    } else return;
    event.stopPropagation();
  };
  const first = Math.max(0, Math.min(index - 2, found.length - MOST_SHOWN));
  return (
    <div className="connect-bar">
      <label className="connect-row">
        <Cable size={15} aria-hidden />
        <span className="connect-from">Connect {recordTitle(document, from)} with</span>
        <input
          ref={field}
          className="field"
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={list}
          aria-activedescendant={target ? `${list}-${target.id}` : undefined}
          aria-label={`Connect ${recordTitle(document, from)} with`}
          placeholder="Tab, or a name"
          value={words}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => openCanvasDialog(undefined)}
        />
      </label>
      <div className="connect-list" id={list} role="listbox" aria-label="What it can be connected with">
        {found.slice(first, first + MOST_SHOWN).map((one) => (
          <div
            key={one.id}
            id={`${list}-${one.id}`}
            className={`menu-item${one === target ? ' is-chosen' : ''}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === target}
            // Before the field loses the focus, which would close the bar.
            onPointerDown={(event) => {
              event.preventDefault();
              complete(from, one, close);
            }}
          >
            <span className="menu-label">{one.title}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="empty">
          {all.length === 0
            ? 'There is nothing that it could be connected with.'
            : 'Nothing that it could be connected with has this name.'}
        </p>
      )}
    </div>
  );
}

function stepOf({ key, shiftKey }: KeyboardEvent): -1 | 0 | 1 {
  if (key === 'Tab') return shiftKey ? -1 : 1;
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : 0;
}

function complete(from: Id, target: LinkTarget, close: () => void): void {
  close();
  const refusal = link(from, target.id);
  if (refusal) notify(refusal);
}
