import { LoaderCircle } from 'lucide-react';
import type { Host } from '../../shared/document/document.ts';
import { NOT_ASKED, STATE_WORDS } from './host-state.ts';
import { useHostStatus } from './use-host-status.ts';

/** What the host runs, in a word. */
export function StatusBadge({ host }: { readonly host: Pick<Host, 'id' | 'name'> }) {
  const { asking, answer, failure } = useHostStatus(host);
  const { tone, label, icon: Icon } = answer ? STATE_WORDS[answer.state] : NOT_ASKED;
  if (asking) {
    return (
      <span className="state-badge is-idle">
        <LoaderCircle size={13} className="spin" aria-hidden />
        Asking…
      </span>
    );
  }
  const Shown = failure === undefined ? Icon : STATE_WORDS.unreachable.icon;
  return (
    <span className={`state-badge is-${failure === undefined ? tone : 'bad'}`} title={failure ?? answer?.message}>
      <Shown size={13} aria-hidden />
      {failure === undefined ? label : 'No answer'}
    </span>
  );
}
