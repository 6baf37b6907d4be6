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
  // The bar at the foot lies over the text: the last line shall stand above it.
  padding: { top: 8, bottom: 16 },
  wordWrap: 'off',
  overviewRulerBorder: false,
  overviewRulerLanes: 1,
  stickyScroll: { enabled: false },
  contextmenu: true,
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
} as const satisfies Monaco.editor.IEditorOptions & { readonly automaticLayout: boolean };
