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
  overviewRulerLanes: 1,
  stickyScroll: { enabled: false },
  contextmenu: true,
  fixedOverflowWidgets: true,
  // The bar at the foot has a strip of its own: the editor would lay it over the line that is there while one scrolls.
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 9, horizontal: 'visible', useShadows: false },
} as const satisfies Monaco.editor.IEditorOptions & { readonly automaticLayout: boolean };
