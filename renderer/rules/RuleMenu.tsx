import {
  Content,
  Item,
  Portal,
  Root,
  Separator,
  Sub,
  SubContent,
  SubTrigger,
  Trigger,
} from '@radix-ui/react-context-menu';
import { ChevronRight, Palette } from 'lucide-react';
import type { ReactNode } from 'react';
import { RULE_COLORS } from '../../shared/document/edits/rule-labels.ts';
import { type Action, actionLabel, isEnabled } from '../actions/action.ts';
import { actionById } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { isFocusFree } from '../controls/menu-focus.ts';
import { focusCursor } from '../rule-edits/grid-store.ts';
import { here } from '../rule-edits/shown-table.ts';

const FOR_RULES = [
  ['rules.edit', 'rules.negate', 'rules.add-selection', 'rules.clear'],
  ['rules.insert-above', 'rules.insert-below', 'rules.duplicate', 'rules.switch', 'rules.log', 'rules.swap'],
  ['rules.cut', 'rules.copy', 'rules.paste', 'rules.transfer'],
  ['rules.group', 'rules.ungroup'],
  ['rules.compile', 'rules.delete'],
];
const FOR_GROUPS = [
  ['rules.edit', 'rules.rename-group', 'rules.ungroup'],
  ['rules.copy', 'rules.cut', 'rules.transfer'],
  ['rules.switch', 'rules.delete'],
];
const FOR_OTHERS = [['rules.edit', 'rules.compile', 'rules.paste', 'object.policy', 'rules.new-branch']];

/** The menu of the right mouse button, or of the menu key, in the rule table. */
export function RuleMenu({ children }: { readonly children: ReactNode }) {
  return (
    // A modal menu hides from screen readers what still has the focus behind it.
    <Root modal={false}>
      <Trigger asChild>
        <div className="rules-area">{children}</div>
      </Trigger>
      <Portal>
        <Content
          className="menu"
          aria-label="Rules"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (isFocusFree(event)) focusCursor();
          }}
        >
          <Items />
        </Content>
      </Portal>
    </Root>
  );
}

function Items() {
  const kind = here()?.line.kind;
  const groups = kind === 'rule' ? FOR_RULES : kind === 'group' ? FOR_GROUPS : FOR_OTHERS;
  return (
    <>
      {groups.map((ids, index) => (
        <div key={ids[0]} role="presentation">
          {index > 0 && <Separator className="menu-line" />}
          {ids.map((id) => (
            <MenuAction key={id} action={actionById(id)} />
          ))}
          {ids.includes('rules.ungroup') && <Colors />}
        </div>
      ))}
    </>
  );
}

function Colors() {
  return (
    <Sub>
      <SubTrigger className="menu-item">
        <span className="menu-icon">
          <Palette size={15} aria-hidden />
        </span>
        <span className="menu-label">Colour</span>
        <ChevronRight size={14} aria-hidden />
      </SubTrigger>
      <Portal>
        <SubContent className="menu">
          {RULE_COLORS.map((color) => (
            <Item key={color} className="menu-item" onSelect={() => setTimeout(actionById(`rules.color-${color}`).run)}>
              <span className={`color-dot is-${color}`} aria-hidden />
              <span className="menu-label">{color.slice(0, 1).toUpperCase() + color.slice(1)}</span>
            </Item>
          ))}
          <Item className="menu-item" onSelect={() => setTimeout(actionById('rules.color-none').run)}>
            <span className="color-dot" aria-hidden />
            <span className="menu-label">None</span>
          </Item>
        </SubContent>
      </Portal>
    </Sub>
  );
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
