import { ArrowLeft, CircleAlert, Equal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import type { CompiledHost, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { backend, sentenceOf } from '../backend/backend-store.ts';
import { fileName, useFile } from '../state/file-store.ts';
import { useResults } from '../state/results-store.ts';
import { previewFiles } from '../state/script-lines.ts';
import { type Comparison, useScript } from '../state/script-store.ts';
import { compileOnce } from '../worker/compile-once.ts';
import { type ComparedFile, DiffView } from './DiffView.tsx';

/** The script of the drawing, held against that of the saved file or of another document, or against a script as it stands in a file. */
export function ScriptDiff({ host, comparison }: { readonly host: CompiledHost; readonly comparison: Comparison }) {
  const other = useOther(comparison);
  const path = useFile((state) => state.path);
  const name = fileName((comparison.kind === 'file' ? comparison.path : path) ?? '');
  const title = comparison.kind === 'saved' ? `${name}, as saved` : name;
  const back = (
    <Button className="button is-small is-quiet" onPress={() => useScript.setState({ comparison: undefined })}>
      <ArrowLeft size={14} aria-hidden />
      Script
    </Button>
  );
  const before = other?.hosts?.find((one) => one.host === host.host || one.name === host.name);
  const shown = useScript((state) => state.file);
  const reason = other?.script === undefined ? reasonNot(other, before, host.name, title) : undefined;
  if (reason !== undefined) {
    return (
      <div className="script-panel">
        <div className="panel-bar" role="toolbar" aria-label="Comparison">
          {back}
        </div>
        <div className="panel-empty" role={other?.failure === undefined ? undefined : 'alert'}>
          {other !== undefined && <CircleAlert size={22} aria-hidden />}
          <p>{reason}</p>
        </div>
      </div>
    );
  }
  return (
    <DiffView
      files={
        other?.script === undefined
          ? before
            ? comparedFiles(before, host)
            : []
          : [againstScript(other.script, shown, host)]
      }
      beforeTitle={title}
      afterTitle="this drawing"
      same={
        <div className="panel-empty">
          <Equal size={22} aria-hidden />
          <p>
            {other?.script === undefined
              ? `No difference: both compile to the same script for ${host.name}.`
              : `No difference: ${title} is what is shown of ${host.name}.`}
          </p>
        </div>
      }
    >
      {back}
    </DiffView>
  );
}

interface Other {
  readonly hosts?: readonly CompiledHost[];
  /** A file that is no document: a script that was saved once, or somebody's own. It is held against the file that is shown. */
  readonly script?: string;
  /** Why there is nothing to compare with. */
  readonly failure?: string;
}

function reasonNot(
  other: Other | undefined,
  before: CompiledHost | undefined,
  host: string,
  title: string,
): string | undefined {
  if (other === undefined) return 'Compiling…';
  if (other.failure !== undefined) return other.failure;
  return before === undefined ? `${title} has no script for a host ${host}.` : undefined;
}

/** What the other document compiles to; `undefined` while it is being compiled. */
function useOther(comparison: Comparison): Other | undefined {
  // A file that another program has written meanwhile is read again.
  const { path, stamp, changedOnDisk } = useFile(
    useShallow(({ path, stamp, changedOnDisk }) => ({ path, stamp, changedOnDisk })),
  );
  const style = useResults((state) => state.style);
  const [other, setOther] = useState<Other | undefined>(undefined);
  const file = comparison.kind === 'saved' ? path : comparison.path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say that the file holds something else now
  useEffect(() => {
    let gone = false;
    setOther(undefined);
    readOther(file)
      .then((read) => (typeof read === 'string' ? { script: read } : compiled(read)))
      .then(
        (result) => !gone && setOther(result),
        (error: unknown) => !gone && setOther({ failure: sentenceOf(error) }),
      );
    return () => {
      gone = true;
    };
    async function compiled(document: Document): Promise<Other> {
      return otherOf(await compileOnce(document, style === undefined ? {} : { style }));
    }
  }, [file, stamp, changedOnDisk, style]);
  return other;
}

function otherOf({ hosts, findings }: CompileResult): Other {
  const error = findings.find(({ severity }) => severity === 'error');
  if (error) return { failure: `It has no script because it has errors, such as: ${error.message}` };
  return { hosts };
}

/** What a file holds at this moment, and not what this window once read or wrote. */
async function readOther(path: string | undefined): Promise<Document | string> {
  if (path === undefined) throw new Error('This document has no file yet: save it first.');
  const { text } = await backend().call('files.open', { path, aside: true });
  // A document is JSON; nothing that a release holds begins so but its manifest, which is no script either.
  if (!text.trimStart().startsWith('{')) return text;
  const { document, findings } = parseDocument(text);
  if (!document) throw new Error(`${fileName(path)} cannot be read: ${findings[0]?.message ?? ''}`);
  return document;
}

function againstScript(script: string, shown: string, host: CompiledHost): ComparedFile {
  const files = previewFiles(host);
  const file = files.find(({ name }) => name === shown) ?? files[0];
  return { name: file?.name ?? shown, before: script, after: file?.listing.text ?? '' };
}

/** Every file that either has; what the manifest says follows from the others. */
function comparedFiles(before: CompiledHost, after: CompiledHost): readonly ComparedFile[] {
  const texts = (host: CompiledHost) => new Map(previewFiles(host).map(({ name, listing }) => [name, listing.text]));
  const [then, now] = [texts(before), texts(after)];
  const names = [...new Set([...now.keys(), ...then.keys()])].filter((name) => name !== 'manifest.json');
  // The rule files first: firewall.sh holds them all once more.
  names.sort((a, b) => Number(!a.startsWith('rules.')) - Number(!b.startsWith('rules.')));
  return names.map((name) => ({ name, before: then.get(name) ?? '', after: now.get(name) ?? '' }));
}
