import { Check, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Id } from '../../shared/document/document.ts';
import type { RuleCell } from '../../shared/document/edits/rule-cells.ts';
import { KIND_ICONS } from '../controls/kind-icons.ts';
import { useDocument } from '../state/document-store.ts';
import { type CellChoice, cellChoices, findChoices, typedExample } from './cell-choices.ts';

/** So many are listed; whoever has more types a letter more. */
const LONGEST = 300;

interface ObjectPickerProps {
  readonly title: string;
  readonly cell: RuleCell;
  readonly ids: readonly Id[];
  /** What was typed before the field was there. */
  readonly text: string;
  readonly onToggle: (choice: CellChoice) => void;
  /** Enter with nothing typed, Escape, or Tab, which goes to the cell beside this one. */
  readonly onEnd: (go: -1 | 0 | 1) => void;
  /** Choices that are no objects, above these. */
  readonly extra?: readonly CellChoice[];
  readonly children?: ReactNode;
}

/**
 * A field to search in and what it finds. The keyboard never leaves the field: letters narrow the list, arrows go through it,
 * Enter puts the object in (or takes it out) and is ready for the next one.
 */
export function ObjectPicker({ title, cell, ids, text, onToggle, onEnd, extra = NONE, children }: ObjectPickerProps) {
  const document = useDocument((now) => now);
  const [words, setWords] = useState(text);
  const [at, setAt] = useState(text === '' ? -1 : 0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const all = useMemo(() => [...extra, ...cellChoices(document, cell)], [document, cell, extra]);
  const shown = useMemo(() => chosenFirst(findChoices(all, cell, words), words, ids), [all, cell, words, ids]);
  const current = shown[Math.min(at, shown.length - 1)];
  useEffect(() => {
    const box = field.current;
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }, []);
  useEffect(() => {
    if (current) window.document.getElementById(`${list}-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, current]);
  const toggle = (choice: CellChoice) => {
    onToggle(choice);
    setWords('');
    setAt(-1);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(shown.length - 1, at + step)));
    else if (event.key === 'Tab') onEnd(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onEnd(0);
    else if (event.key === 'Enter') {
      if (current) toggle(current);
      else if (words === '') onEnd(0);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const example = typedExample(cell);
  return (
    <div className="picker">
      <div className="search-field">
        <Search size={14} aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={`Search for ${title}`}
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${list}-${current.id}` : undefined}
          placeholder={example ? `Name, or new: ${example}` : 'Name'}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(event.target.value === '' ? -1 : 0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} role="listbox" aria-label={title} aria-multiselectable className="menu picker-list">
        {shown.slice(0, LONGEST).map((choice, index) => (
          <Option
            key={choice.id}
            id={`${list}-${choice.id}`}
            choice={choice}
            isChosen={ids.includes(choice.id)}
            isCurrent={choice === current}
            onPress={() => toggle(choice)}
            onHover={() => setAt(index)}
          />
        ))}
      </div>
      {shown.length === 0 && <p className="empty picker-empty">{nothing(words, example)}</p>}
      {shown.length > LONGEST && (
        <p className="empty picker-empty">{shown.length - LONGEST} more: type to find them.</p>
      )}
      {children}
    </div>
  );
}

const NONE: readonly CellChoice[] = [];

interface OptionProps {
  readonly id: string;
  readonly choice: CellChoice;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
  readonly onHover: () => void;
}

function Option({ id, choice, isChosen, isCurrent, onPress, onHover }: OptionProps) {
  const Icon = KIND_ICONS[choice.kind];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field above.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field above does it.
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className={`menu-item is-picked${isCurrent ? ' is-current' : ''}`}
      onClick={onPress}
      onPointerMove={isCurrent ? undefined : onHover}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
    >
      <span className="check-box" data-selected={isChosen ? true : undefined} aria-hidden>
        <Check size={12} strokeWidth={3} />
      </span>
      <Icon size={13} aria-hidden className="option-icon" />
      <span className="menu-label">{choice.label}</span>
      <span className="menu-group">{choice.detail}</span>
    </div>
  );
}

/** With nothing typed, what stands in the cell is on top, in its order: there it is seen and taken out. */
function chosenFirst(choices: readonly CellChoice[], words: string, ids: readonly Id[]): readonly CellChoice[] {
  if (words.trim() !== '' || ids.length === 0) return choices;
  const chosen = ids.flatMap((id) => choices.find((choice) => choice.id === id) ?? []);
  return [...chosen, ...choices.filter(({ id }) => !ids.includes(id))];
}

function nothing(words: string, example: string | undefined): string {
  if (words.trim() === '') return 'There is nothing yet that could stand here.';
  return example ? `Nothing has that name. To make a new one, type for example ${example}.` : 'Nothing has that name.';
}
