import { useEffect, useRef, useState } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { renameObject } from '../../state/object-edits.ts';
import { useUi } from '../../state/ui-store.ts';
import { useDetail } from '../detail-store.ts';

/** The name of an object on the canvas; a text field while it is being renamed (double-click or F2). */
export function NodeName({ id, name, label }: { readonly id: Id; readonly name: string; readonly label: string }) {
  const renaming = useUi((state) => state.renaming === id);
  if (!renaming) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has F2 for it.
      <span className="node-name" title={name} onDoubleClick={() => useUi.setState({ renaming: id })}>
        {name}
      </span>
    );
  }
  return <NameField id={id} name={name} label={label} />;
}

function NameField({ id, name, label }: { readonly id: Id; readonly name: string; readonly label: string }) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const readable = useDetail((state) => state.detail === 'full');
  useEffect(() => {
    // From afar it is not shown, and what is not shown takes no focus: it waits until the object has come near.
    if (!readable) return;
    field.current?.focus();
    field.current?.select();
  }, [readable]);
  const close = (keep: boolean) => {
    if (keep && text.trim() !== '' && text.trim() !== name) renameObject(id, text.trim());
    useUi.setState({ renaming: undefined });
    // The canvas has the keyboard again, so that Delete and the arrows work at once.
    const node = document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (node instanceof HTMLElement) node.focus({ preventScroll: true });
  };
  return (
    <input
      ref={field}
      className="node-name-field nodrag nopan"
      aria-label={`${label} name`}
      value={text}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => useUi.getState().renaming === id && close(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') close(true);
        if (event.key === 'Escape') close(false);
      }}
    />
  );
}
