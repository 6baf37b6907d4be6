import type * as Monaco from 'monaco-editor/editor';
import type { Theme } from '../state/theme-store.ts';

const LIGHT: Monaco.editor.ITokenThemeRule[] = [
  { token: 'comment', foreground: '565e70', fontStyle: 'italic' },
  { token: 'keyword', foreground: '7a3e9d' },
  { token: 'command', foreground: '3442bf', fontStyle: 'bold' },
  { token: 'option', foreground: '4b5364' },
  { token: 'verdict', foreground: 'b4470c', fontStyle: 'bold' },
  { token: 'chain', foreground: '3442bf' },
  { token: 'address', foreground: '0f766e' },
  { token: 'negation', foreground: 'c02537', fontStyle: 'bold' },
  { token: 'string', foreground: '1b7a3d' },
  { token: 'variable', foreground: '8f5b00' },
  { token: 'tool', foreground: '7a3e9d' },
  { token: 'number', foreground: '0f766e' },
];

const DARK: Monaco.editor.ITokenThemeRule[] = [
  { token: 'comment', foreground: '9aa3b5', fontStyle: 'italic' },
  { token: 'keyword', foreground: 'd3a6f0' },
  { token: 'command', foreground: 'a6b0ff', fontStyle: 'bold' },
  { token: 'option', foreground: 'b1b8c7' },
  { token: 'verdict', foreground: 'f59e5f', fontStyle: 'bold' },
  { token: 'chain', foreground: 'a6b0ff' },
  { token: 'address', foreground: '4fd0bf' },
  { token: 'negation', foreground: 'ff7f8b', fontStyle: 'bold' },
  { token: 'string', foreground: '86d6a0' },
  { token: 'variable', foreground: 'f0be4a' },
  { token: 'tool', foreground: 'd3a6f0' },
  { token: 'number', foreground: '4fd0bf' },
];

export function defineThemes(monaco: typeof Monaco): void {
  const colours = (background: string, gutter: string, line: string) => ({
    'editor.background': background,
    'editorGutter.background': background,
    'editorLineNumber.foreground': gutter,
    'editor.lineHighlightBackground': line,
    'editor.lineHighlightBorder': '#00000000',
    focusBorder: '#00000000',
  });
  monaco.editor.defineTheme('bridgewarden-light', {
    base: 'vs',
    inherit: true,
    rules: LIGHT,
    colors: colours('#fbfbfd', '#5a6274', '#eef0f5'),
  });
  monaco.editor.defineTheme('bridgewarden-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: DARK,
    colors: colours('#14161c', '#939bad', '#1d2029'),
  });
}

export function themeName(theme: Theme): string {
  return `bridgewarden-${theme}`;
}
