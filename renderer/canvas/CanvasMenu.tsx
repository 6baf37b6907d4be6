import { Content, Item, Portal, Root, Separator, Trigger } from '@radix-ui/react-context-menu';
import { type ReactNode, useRef } from 'react';
import { type Action, actionLabel, isEnabled } from '../actions/action.ts';
import { alignActions } from '../actions/align-actions.ts';
import { actionById } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { isFocusFree } from '../controls/menu-focus.ts';
import { useDocument } from '../state/document-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { GroupMenu } from './GroupMenu.tsx';
import { menuParts } from './menu-items.ts';
import { SubMenu } from './SubMenu.tsx';

/** The menu of the right mouse button, or of the menu key, on the canvas. */
export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  return (
    <Root
      // A modal menu hides from screen readers what still has the focus behind it.
      modal={false}
      onOpenChange={(open) => {
        if (open) before.current = document.activeElement;
      }}
    >
      <Trigger asChild>
        <div className="canvas-area" ref={area}>
          {children}
        </div>
      </Trigger>
      <Portal>
        <Content
          className="menu"
          aria-label="Canvas"
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // Back to the object whose menu it was, so that the keyboard goes on from there.
            event.preventDefault();
            if (!isFocusFree(event)) return;
            if (before.current instanceof HTMLElement && area.current?.contains(before.current))
              before.current.focus({ preventScroll: true });
          }}
        >
          <Items />
        </Content>
      </Portal>
    </Root>
  );
}

/** Only what can be done now: a menu full of grey lines says little. Cut, copy and paste keep their places. */
function Items() {
  const document = useDocument((now) => now);
  const selection = useSelection((state) => state.ids);
  const parts = menuParts(document, selection)
    .map((part) => part.filter((id) => id === 'groups' || id === 'align' || isEnabled(actionById(id))))
    .filter((part) => part.length > 0);
  return parts.map((part, index) => (
    <div key={part[0]} role="presentation">
      {index > 0 && <Separator className="menu-line" />}
      {part.map((id) => {
        if (id === 'groups') return <GroupMenu key={id} selection={selection} />;
        if (id === 'align') return <AlignMenu key={id} />;
        return <MenuAction key={id} action={actionById(id)} />;
      })}
    </div>
  ));
}

function AlignMenu() {
  const possible = alignActions.filter(isEnabled);
  if (possible.length === 0) return undefined;
  return (
    <SubMenu label="Align">
      {possible.map((action) => (
        <MenuAction key={action.id} action={action} />
      ))}
    </SubMenu>
  );
}

function MenuAction({ action }: { readonly action: Action }) {
  const Icon = action.icon;
  const [shortcut] = action.shortcuts ?? [];
  return (
    <Item className="menu-item" onSelect={() => setTimeout(action.run)}>
      <span className="menu-icon">{Icon && <Icon size={15} aria-hidden />}</span>
      <span className="menu-label">{actionLabel(action)}</span>
      {shortcut && <span className="menu-shortcut">{shortcutWords(shortcut)}</span>}
    </Item>
  );
}
