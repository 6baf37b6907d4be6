import type * as Monaco from 'monaco-editor/editor';
import { useEffect, useRef, useState } from 'react';
import { showDiffControls, useDiff } from '../state/diff-controls.ts';
import { useTheme } from '../state/theme-store.ts';
import { EditorFailure } from './EditorFailure.tsx';
import { IPTABLES } from './iptables-language.ts';
import { themeName } from './monaco-themes.ts';
import { READ_ONLY_OPTIONS } from './read-only-options.ts';
import { useMonaco } from './use-monaco.ts';

interface DiffEditorProps {
  /** For screen readers: what is compared with what. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** How many places differ, as soon as it is known. */
  readonly onCount: (changes: number) => void;
}

/** Two read-only texts in Monaco's comparison. */
export function DiffEditor({ label, before, after, onCount }: DiffEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Monaco.editor.IStandaloneDiffEditor | undefined>(undefined);
  const { monaco, failed, retry } = useMonaco();
  const theme = useTheme((state) => state.theme);
  const layout = useDiff((state) => state.layout);
  const listener = useRef(onCount);
  useEffect(() => {
    listener.current = onCount;
  }, [onCount]);

  useEffect(() => {
    if (!monaco || !box.current) return;
    const made = monaco.editor.createDiffEditor(box.current, OPTIONS);
    const models = {
      original: monaco.editor.createModel('', IPTABLES),
      modified: monaco.editor.createModel('', IPTABLES),
    };
    made.setModel(models);
    made.onDidUpdateDiff(() => listener.current(made.getLineChanges()?.length ?? 0));
    const hide = showDiffControls({ go: (direction) => made.goToDiff(direction) });
    setEditor(made);
    return () => {
      hide();
      setEditor(undefined);
      made.dispose();
      models.original.dispose();
      models.modified.dispose();
    };
  }, [monaco]);

  useEffect(() => {
    if (!editor) return;
    editor.getOriginalEditor().getModel()?.setValue(before);
    editor.getModifiedEditor().getModel()?.setValue(after);
    editor.revealFirstDiff();
  }, [editor, before, after]);

  useEffect(() => {
    editor?.updateOptions({ renderSideBySide: layout === 'side-by-side' });
  }, [editor, layout]);

  useEffect(() => {
    editor?.getOriginalEditor().updateOptions({ ariaLabel: `${label}, before` });
    editor?.getModifiedEditor().updateOptions({ ariaLabel: `${label}, after` });
  }, [editor, label]);

  useEffect(() => {
    monaco?.editor.setTheme(themeName(theme));
  }, [monaco, theme]);

  if (failed) return <EditorFailure what="The difference" onRetry={retry} />;
  return <div ref={box} className="diff-editor" data-testid="diff" />;
}

const OPTIONS: Monaco.editor.IStandaloneDiffEditorConstructionOptions = {
  ...READ_ONLY_OPTIONS,
  originalEditable: false,
  // The choice of columns is the administrator's, not the window's width.
  useInlineViewWhenSpaceIsLimited: false,
  // A blank at the end of a line is a difference of the file, but never one of the rules.
  ignoreTrimWhitespace: true,
  hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 6 },
  renderMarginRevertIcon: false,
  renderOverviewRuler: false,
  enableSplitViewResizing: true,
  folding: false,
};
