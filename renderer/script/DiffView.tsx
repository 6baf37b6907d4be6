import { ArrowRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { countWords } from '../../shared/document/describe.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { actionById } from '../actions/registry.ts';
import { InlineSelect } from '../controls/InlineSelect.tsx';
import { DiffEditor } from './DiffEditor.tsx';

/** One text before and after. */
export interface ComparedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

interface DiffViewProps {
  readonly files: readonly ComparedFile[];
  /** What the left side is: "on mytux now". */
  readonly beforeTitle: string;
  /** What the right side is: "this drawing". */
  readonly afterTitle: string;
  /** Stands instead of the comparison when no file differs: it should say what that means. */
  readonly same: ReactNode;
  /** Further controls of the surroundings, at the head of the bar. */
  readonly children?: ReactNode;
}

/** Texts compared, file by file, with a way from change to change. */
export function DiffView({ files, beforeTitle, afterTitle, same, children }: DiffViewProps) {
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [changes, setChanges] = useState<number | undefined>(undefined);
  const differing = files.filter(differs);
  // Without a choice the first file that has anything to show.
  const file = files.find(({ name }) => name === chosen) ?? differing[0] ?? files[0];
  const differ = differing.length > 0;
  return (
    <div className="diff-view">
      <div className="panel-bar" role="toolbar" aria-label="Comparison">
        {children}
        {differ && files.length > 1 && file && (
          <InlineSelect
            label="File"
            value={file.name}
            choices={files.map((one) => ({
              id: one.name,
              label: differs(one) ? one.name : `${one.name} (no difference)`,
            }))}
            onChange={setChosen}
          />
        )}
        <span className="diff-titles">
          {beforeTitle} <ArrowRight size={13} role="img" aria-label="compared with" /> {afterTitle}
        </span>
        <span className="panel-bar-space" />
        {differ && <DiffButtons changes={changes} />}
      </div>
      {differ && file ? (
        <DiffEditor label={file.name} before={file.before} after={file.after} onCount={setChanges} />
      ) : (
        same
      )}
    </div>
  );
}

function DiffButtons({ changes }: { readonly changes: number | undefined }) {
  return (
    <>
      <span className="diff-count" role="status">
        {changes !== undefined && countWords(changes, 'change')}
      </span>
      {['diff.previous', 'diff.next', 'diff.layout'].map((id) => (
        <ActionButton key={id} action={actionById(id)} />
      ))}
    </>
  );
}

/** Blanks at the ends of lines do not count, as in the comparison itself. */
function differs({ before, after }: ComparedFile): boolean {
  const bare = (text: string) => text.replaceAll(/[ \t]+$/gm, '').trimEnd();
  return before !== after && bare(before) !== bare(after);
}
