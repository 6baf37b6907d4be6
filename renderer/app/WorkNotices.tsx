import { LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { wantsEscape } from '../actions/use-shortcuts.ts';
import { useWork, type Work } from '../state/work-store.ts';

/** What is being worked on, above the notices at the foot of the window. */
export function WorkNotices() {
  const works = useWork((state) => state.works);
  return works.map((work) => <WorkNotice key={work.id} work={work} />);
}

function WorkNotice({ work: { doing, cancel } }: { readonly work: Work }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || wantsEscape(event.target)) return;
      // Not the canvas, too, which would drop the selection.
      event.stopPropagation();
      cancel();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [cancel]);
  return (
    <div className="notice" role="status">
      <LoaderCircle size={16} className="spin" aria-hidden />
      <span>{doing}…</span>
      <Button className="button is-small" aria-label={`Cancel: ${doing}`} onPress={cancel}>
        Cancel
      </Button>
    </div>
  );
}
