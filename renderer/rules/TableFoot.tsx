import type { ReactNode } from 'react';
import { useGrid } from '../rule-edits/grid-store.ts';

/** What the keys do here, how many rules are chosen, and while something is dragged, what would become of it. */
export function TableFoot() {
  const hint = useGrid((state) => state.dropHint);
  const chosen = useGrid((state) => state.chosen.size);
  const moving = useGrid((state) => state.moving.length);
  return (
    <>
      <div className="table-foot" role="status">
        {words(hint?.words, moving, chosen)}
      </div>
      {hint && (
        <div
          className={`drop-hint ${hint.fits ? 'takes' : 'refuses'}`}
          style={{ left: hint.x, top: hint.y }}
          aria-hidden
        >
          {hint.words}
        </div>
      )}
    </>
  );
}

function words(hint: string | undefined, moving: number, chosen: number): ReactNode {
  if (hint !== undefined) return hint;
  if (moving > 0) return 'Let them go between rules, or on another policy. Ctrl copies.';
  if (chosen > 1) return `${chosen} rules chosen: what you do is done with all of them.`;
  return (
    <>
      <kbd>Enter</kbd> edit <kbd>Type</kbd> search <kbd>Space</kbd> switch <kbd>Insert</kbd> new rule <kbd>Alt+↑↓</kbd>{' '}
      move <kbd>Ctrl+Enter</kbd> compiled
    </>
  );
}
