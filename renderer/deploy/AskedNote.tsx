import { LoaderCircle } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { stopAsking } from '../hosts/ask-hosts.ts';
import type { Asked } from '../state/asked-store.ts';
import { useDocument } from '../state/document-store.ts';
import { whenWords } from './when-words.ts';

interface AskedNoteProps {
  readonly asked: Asked<unknown>;
  readonly host: Host;
  /** While it is being asked: "Comparing…". */
  readonly doing: string;
}

/** How old an answer is and whether it is still about this drawing; while it is asked for, a way to break that off. */
export function AskedNote({ asked, host, doing }: AskedNoteProps) {
  const document = useDocument((now) => now);
  if (asked.asking) {
    return (
      <span className="asked-note" role="status">
        <LoaderCircle size={13} className="spin" aria-hidden />
        {doing}
        <Button className="button is-small is-quiet" onPress={() => void stopAsking(host.id)}>
          Stop
        </Button>
      </span>
    );
  }
  if (asked.at === undefined) return undefined;
  const old = asked.about !== document;
  return (
    <span className="asked-note" role="status">
      {old ? `from ${whenWords(asked.at)}; the drawing has changed since` : `from ${whenWords(asked.at)}`}
    </span>
  );
}
