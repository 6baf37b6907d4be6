import { ChevronDown, Contrast, Rocket, Search } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { ActionButton } from '../actions/ActionButton.tsx';
import { ActionItem } from '../actions/ActionItem.tsx';
import { actionById } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { ExamplePicture } from '../canvas/examples/ExamplePicture.tsx';
import { folderOf } from '../files/folder-of.ts';
import { afterAsking, openExample, openPath } from '../files/open-document.ts';
import { isDirty, useDocument, useDocumentStore } from '../state/document-store.ts';
import { fileName, useFile } from '../state/file-store.ts';
import { setThemeChoice, type ThemeChoice, useTheme } from '../state/theme-store.ts';
import { showDock, useUi } from '../state/ui-store.ts';
import { Logo } from './Logo.tsx';

const FILE_ITEMS = ['file.new', 'file.new-window', 'file.open', 'file.save', 'file.save-as'].map(actionById);

const MOST_RECENT = 6;

export function TopBar() {
  return (
    <header className="top-bar">
      <span className="brand">
        <Logo />
        <h1 className="brand-name">Bridgewarden</h1>
      </span>
      <FileMenu />
      <div className="bar-group" role="toolbar" aria-label="File and history">
        <ActionButton action={actionById('file.open')} />
        <ActionButton action={actionById('file.save')} />
        <span className="bar-line" />
        <ActionButton action={actionById('edit.undo')} />
        <ActionButton action={actionById('edit.redo')} />
        <ActionButton action={actionById('view.history')} />
      </div>
      <FileTitle />
      <div className="bar-group is-right">
        <Button className="search-button" onPress={() => useUi.setState({ commandPaletteOpen: true })}>
          <Search size={14} aria-hidden />
          <span>All commands</span>
          <kbd>{shortcutWords('Mod+K')}</kbd>
        </Button>
        <ThemeMenu />
        <Button className="button is-primary" onPress={() => showDock('deploy')}>
          <Rocket size={15} aria-hidden />
          Deploy…
        </Button>
      </div>
    </header>
  );
}

function FileTitle() {
  const name = useDocument((document) => document.name);
  const path = useFile((state) => state.path);
  const dirty = useDocumentStore(isDirty);
  return (
    <div className="file-title" title={path ?? 'Not saved to a file yet'}>
      <span className="file-name">{path === undefined ? name : fileName(path)}</span>
      {dirty && (
        <span className="dirty-mark" role="status">
          Unsaved
        </span>
      )}
    </div>
  );
}

const MENU_PICTURE = { width: 46, height: 30 };

function FileMenu() {
  const examples = useFile((state) => state.examples);
  const recent = useFile((state) => state.recent);
  return (
    <MenuTrigger>
      <Button className="button is-quiet">
        File <ChevronDown size={13} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label="File">
          <MenuSection>
            {FILE_ITEMS.map((action) => (
              <ActionItem key={action.id} action={action} />
            ))}
          </MenuSection>
          {recent.length > 0 && <Separator className="menu-line" />}
          {recent.length > 0 && (
            <MenuSection>
              <Header className="menu-head">Recent</Header>
              {recent.slice(0, MOST_RECENT).map(({ path }) => (
                <MenuItem
                  key={path}
                  id={`recent-${path}`}
                  className="menu-item"
                  textValue={fileName(path)}
                  aria-label={path}
                  onAction={() => afterAsking('Open another document?', () => void openPath(path))}
                >
                  <span className="menu-icon" />
                  <span className="menu-label">{fileName(path)}</span>
                  <span className="menu-group">{folderOf(path)}</span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <Separator className="menu-line" />
          <MenuSection>
            <Header className="menu-head">Examples</Header>
            {examples.map((example) => (
              <MenuItem
                key={example.id}
                id={`example-${example.id}`}
                className="menu-item"
                textValue={example.name}
                onAction={() => afterAsking('Open the example?', () => void openExample(example.id))}
              >
                <ExamplePicture id={example.id} size={MENU_PICTURE} />
                <span className="menu-two">
                  <span className="menu-label">{example.name}</span>
                  <span className="menu-sentence">{example.sentence}</span>
                </span>
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const THEMES: readonly { id: ThemeChoice; label: string }[] = [
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'system', label: 'Same as the system' },
];

function ThemeMenu() {
  const choice = useTheme((state) => state.choice);
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label="Theme">
        <Contrast size={16} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label="Theme"
          selectionMode="single"
          selectedKeys={[choice]}
          onAction={(key) => setThemeChoice(key as ThemeChoice)}
        >
          {THEMES.map(({ id, label }) => (
            <MenuItem key={id} id={id} className="menu-item is-checkable">
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
