import type * as Monaco from 'monaco-editor/editor';
import { useEffect, useMemo, useRef, useState } from 'react';
import { showScriptControls } from '../state/script-controls.ts';
import { firstRuleLine } from '../state/script-lines.ts';
import type { Theme } from '../state/theme-store.ts';
import { type ChangedLine, changedLines } from './changed-lines.ts';
import { EditorFailure } from './EditorFailure.tsx';
import { IPTABLES } from './iptables-language.ts';
import { themeName } from './monaco-themes.ts';
import { NFTABLES } from './nftables-language.ts';
import { READ_ONLY_OPTIONS } from './read-only-options.ts';
import { useMonaco } from './use-monaco.ts';

interface ScriptEditorProps {
  readonly name: string;
  readonly text: string;
  /** Lines (counted from 1) that are marked; the first one is brought into view when they change. */
  readonly marked: readonly number[];
  /** A line to go to: each new value goes there once. */
  readonly reveal: { readonly line: number } | undefined;
  readonly theme: Theme;
  /** A line was clicked or reached by the keyboard. */
  readonly onLine: (line: number) => void;
}

/** A read-only script in Monaco. */
export function ScriptEditor({ name, text, marked, reveal, theme, onLine }: ScriptEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Monaco.editor.IStandaloneCodeEditor | undefined>(undefined);
  const marks = useRef<Monaco.editor.IEditorDecorationsCollection | undefined>(undefined);
  const listener = useRef(onLine);
  const firstTheme = useRef(theme);
  const shown = useRef<{ editor: Monaco.editor.IStandaloneCodeEditor; name: string; text: string }>(undefined);
  const { monaco, failed, retry } = useMonaco();
  useEffect(() => {
    listener.current = onLine;
  }, [onLine]);

  useEffect(() => {
    if (!monaco || !box.current) return;
    const made = monaco.editor.create(box.current, {
      ...READ_ONLY_OPTIONS,
      value: '',
      language: IPTABLES,
      theme: themeName(firstTheme.current),
      ariaLabel: 'Compiled script',
    });
    made.onDidChangeCursorPosition(({ position, reason, source }) => {
      // Only what the administrator does, not what our own scrolling and replacing of the text causes.
      if (source === 'mouse' || source === 'keyboard' || reason === monaco.editor.CursorChangeReason.Explicit) {
        listener.current(position.lineNumber);
      }
    });
    marks.current = made.createDecorationsCollection();
    setEditor(made);
    const hide = showScriptControls({
      find: () => void made.getAction('actions.find')?.run(),
      foldRules: () => void foldToHeadings(made),
      unfold: () => void unfoldFrom(made),
    });
    return () => {
      hide();
      setEditor(undefined);
      made.getModel()?.dispose();
      made.dispose();
    };
  }, [monaco]);

  useEffect(() => {
    if (!editor) return;
    // Keeps the scroll position while one draws: the model stays, its text is replaced.
    const model = editor.getModel();
    if (model) monaco?.editor.setModelLanguage(model, languageOf(name));
    const before = shown.current?.editor === editor ? shown.current : undefined;
    shown.current = { editor, name, text };
    if (before?.text === text) return;
    const same = before?.name === name;
    const changed = same ? changedLines(before.text, text) : undefined;
    if (model && changed) model.applyEdits(changed.map(asEdit));
    else {
      // Another file begins at its top.
      const top = same ? editor.getScrollTop() : 0;
      editor.setValue(text);
      editor.setScrollTop(top);
    }
  }, [monaco, editor, name, text]);

  useEffect(() => {
    if (!editor) return;
    marks.current?.set(
      marked.map((line) => ({
        range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
        options: {
          isWholeLine: true,
          className: 'script-mark',
          linesDecorationsClassName: 'script-mark-edge',
          overviewRuler: { color: '#f5b70a', position: 4 },
        },
      })),
    );
  }, [editor, marked]);

  const first = useMemo(() => firstRuleLine(text, marked), [text, marked]);
  const place = `${name}:${first ?? ''}`;
  useEffect(() => {
    if (!editor || first === undefined) return;
    const hasFocus = editor.hasTextFocus();
    if (!hasFocus && place !== '') editor.revealLineInCenterIfOutsideViewport(first);
  }, [editor, first, place]);

  useEffect(() => {
    if (editor && reveal) editor.revealLineInCenter(reveal.line);
  }, [editor, reveal]);

  useEffect(() => {
    monaco?.editor.setTheme(themeName(theme));
  }, [monaco, theme]);

  if (failed) return <EditorFailure what="The script" onRetry={retry} />;
  return <div ref={box} className="script-editor" data-testid="script" />;
}

function asEdit({ line, text }: ChangedLine): Monaco.editor.IIdentifiedSingleEditOperation {
  const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: Number.MAX_SAFE_INTEGER };
  return { range, text };
}

/** What stays of a section that is folded: a heading of the IP rules, or a port of layer 2, a set or a chain of nftables. */
const HEADING = /^(# ==== section|# Rule \d+|\t(set|chain) )/;

/** The layer-2 table has a language of its own; all else is read as the script. */
function languageOf(name: string): string {
  return name.endsWith('.nft') ? NFTABLES : IPTABLES;
}

/** Folds the sections and brings the first heading into view: where one looked before is folded away. */
async function foldToHeadings(editor: Monaco.editor.IStandaloneCodeEditor): Promise<void> {
  await editor.getAction('editor.foldAllMarkerRegions')?.run();
  const heading = editor
    .getValue()
    .split('\n')
    .findIndex((line) => HEADING.test(line));
  if (heading >= 0) editor.revealLineNearTop(heading + 1);
}

/** Opens the sections again and stays where one looked: the editor would go to its cursor. */
async function unfoldFrom(editor: Monaco.editor.IStandaloneCodeEditor): Promise<void> {
  const first = editor
    .getVisibleRanges()
    .find(({ startLineNumber }) => editor.getModel()?.getLineContent(startLineNumber).search(HEADING) === 0);
  const line = first?.startLineNumber ?? editor.getVisibleRanges()[0]?.startLineNumber ?? 1;
  await editor.getAction('editor.unfoldAllMarkerRegions')?.run();
  editor.revealLineNearTop(line);
}
