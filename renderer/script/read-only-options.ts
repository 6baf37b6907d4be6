import type * as Monaco from 'monaco-editor/editor';

/** How compiled text is shown, alone and in comparisons. */
export const READ_ONLY_OPTIONS = {
  readOnly: true,
  domReadOnly: true,
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontLigatures: false,
  fontSize: 12,
  lineHeight: 19,
  lineNumbersMinChars: 4,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  automaticLayout: true,
  renderLineHighlight: 'line',
  folding: true,
  padding: { top: 8, bottom: 8 },
  wordWrap: 'off',
  overviewRulerBorder: false,
  stickyScroll: { enabled: false },
  contextmenu: true,
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
} as const satisfies Monaco.editor.IEditorOptions & { readonly automaticLayout: boolean };
