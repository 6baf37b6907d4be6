import type * as Monaco from 'monaco-editor/editor';
import { startTrustedWorker } from '../worker/trusted-worker.ts';
import { registerIptables } from './iptables-language.ts';
import { defineThemes } from './monaco-themes.ts';
import { registerNftables } from './nftables-language.ts';

let loading: Promise<typeof Monaco> | undefined;

/** The editor, fetched when it is first wanted: it is most of the program's size, and the drawing must not wait for it. */
export function loadMonaco(): Promise<typeof Monaco> {
  loading ??= load().catch((error: unknown) => {
    // Without a backend there is no editor to be fetched; with the next one there is.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<typeof Monaco> {
  const [monaco, { default: workerUrl }] = await Promise.all([
    import('monaco-editor/editor'),
    import('monaco-editor/editor/editor.worker?worker&url'),
    import('monaco-editor/features/codicon/register'),
    import('monaco-editor/features/diffEditor/register'),
    import('monaco-editor/features/find/register'),
    import('monaco-editor/features/clipboard/register'),
    import('monaco-editor/features/contextmenu/register'),
    import('monaco-editor/features/folding/register'),
    import('monaco-editor/features/hover/register'),
    import('monaco-editor/features/wordHighlighter/register'),
  ]);
  self.MonacoEnvironment = { getWorker: (_id, label) => startTrustedWorker(workerUrl, label) };
  registerIptables(monaco);
  registerNftables(monaco);
  defineThemes(monaco);
  return monaco;
}
