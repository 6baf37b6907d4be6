import { Content, Item, Portal, Root, Separator, Trigger } from '@radix-ui/react-context-menu';
import type { ReactNode } from 'react';
import { type Action, actionLabel, isEnabled } from '../actions/action.ts';
import { actionById } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { useSelection } from '../state/selection-store.ts';

const FOR_OBJECTS = [
  ['edit.rename', 'edit.link', 'edit.group'],
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate'],
  ['edit.delete'],
];
const FOR_NOTHING = [
  ['draw.bridge', 'draw.guest', 'draw.host', 'draw.external', 'draw.group'],
  ['edit.paste', 'edit.select-all'],
  ['draw.arrange', 'view.fit'],
];

/** The menu of the right mouse button, or of the menu key, on the canvas. */
export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  return (
    <Root>
      <Trigger asChild>
        <div className="canvas-area">{children}</div>
      </Trigger>
      <Portal>
        <Content className="menu" aria-label="Canvas" onCloseAutoFocus={(event) => event.preventDefault()}>
          <Items />
        </Content>
      </Portal>
    </Root>
  );
}

function Items() {
  const groups = useSelection((state) => state.ids.length > 0) ? FOR_OBJECTS : FOR_NOTHING;
  return groups.map((ids, index) => (
    <div key={ids[0]} role="presentation">
      {index > 0 && <Separator className="menu-line" />}
      {ids.map((id) => (
        <MenuAction key={id} action={actionById(id)} />
      ))}
    </div>
  ));
}

function MenuAction({ action }: { readonly action: Action }) {
  const Icon = action.icon;
  const [shortcut] = action.shortcuts ?? [];
  return (
    <Item className="menu-item" disabled={!isEnabled(action)} onSelect={() => setTimeout(action.run)}>
      <span className="menu-icon">{Icon && <Icon size={15} aria-hidden />}</span>
      <span className="menu-label">{actionLabel(action)}</span>
      {shortcut && <span className="menu-shortcut">{shortcutWords(shortcut)}</span>}
    </Item>
  );
}
