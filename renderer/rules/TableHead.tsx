import { type PointerEvent, useRef } from 'react';
import { COLUMNS, type ColumnId, NARROWEST } from '../rule-edits/columns.ts';
import { setWidth } from '../rule-edits/grid-store.ts';

/** The titles of the columns. Their edges are dragged; a double-click gives a column its share again. */
export function TableHead() {
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ id, title }) => (
          <th key={id} scope="col" data-column={id} className={id === 'number' ? 'is-number' : undefined}>
            <span className="head-title">{title}</span>
            <Edge column={id} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Edge({ column }: { readonly column: ColumnId }) {
  const drag = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const move = (event: PointerEvent<HTMLSpanElement>) => {
    const from = drag.current;
    if (from) setWidth(column, Math.max(NARROWEST, from.width + event.clientX - from.x));
  };
  return (
    // By keyboard the actions "Make the column wider" and "narrower" do the same.
    <span
      className="column-edge"
      aria-hidden
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? NARROWEST };
      }}
      onPointerMove={move}
      onPointerUp={(event) => {
        move(event);
        drag.current = undefined;
      }}
      onDoubleClick={() => setWidth(column, undefined)}
    />
  );
}
