import { addInTheMiddle, PALETTE } from '../actions/draw-actions.ts';
import { PALETTE_TYPE } from '../canvas/gestures/drop-target.ts';

/** What can be drawn: drag it onto the canvas, or press Enter to put it in the middle. */
export function Palette() {
  return (
    <section className="palette" aria-label="Palette">
      <h2 className="pane-title">Add</h2>
      <div className="palette-items">
        {PALETTE.map(({ kind, label, icon: Icon, hint }) => (
          <button
            key={kind}
            type="button"
            className={`palette-item is-${kind}`}
            draggable
            title={`${hint}. Drag it onto the canvas, or click.`}
            onDragStart={(event) => {
              event.dataTransfer.setData(PALETTE_TYPE, kind);
              event.dataTransfer.effectAllowed = 'copy';
            }}
            onClick={() => addInTheMiddle(kind)}
          >
            <Icon size={18} aria-hidden />
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}
