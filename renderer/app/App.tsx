import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useClipboard } from '../actions/use-clipboard.ts';
import { useShortcuts } from '../actions/use-shortcuts.ts';
import { Canvas } from '../canvas/Canvas.tsx';
import { FileDialogs } from '../files/FileDialogs.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { HostQuestions } from '../questions/HostQuestions.tsx';
import { noteDockSize, setDockPanel } from '../state/dock-size.ts';
import { panelSizes } from '../state/preferences.ts';
import { Bars } from './Bars.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { Dock } from './Dock.tsx';
import { DropVeil } from './DropVeil.tsx';
import { Notices } from './Notices.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';
import { useTitle } from './use-title.ts';
import { WindowDialogs } from './WindowDialogs.tsx';

/** The window: palette and tree, canvas and dock, inspector. */
export function App() {
  useShortcuts();
  useClipboard();
  useTitle();
  const columns = useDefaultLayout({ id: 'columns', storage: panelSizes });
  const rows = useDefaultLayout({ id: 'rows', storage: panelSizes });
  return (
    <div className="app">
      <TopBar />
      <Bars />
      <Group className="columns" orientation="horizontal" {...columns}>
        <Panel id="left" defaultSize={224} minSize={180} maxSize={420} groupResizeBehavior="preserve-pixel-size">
          <Sidebar />
        </Panel>
        <Separator className="separator is-vertical" aria-label="Width of the left panel" />
        <Panel id="middle" minSize={320}>
          <Group orientation="vertical" {...rows}>
            <Panel id="canvas" minSize={160}>
              <main className="pane canvas-pane" aria-label="Canvas">
                <Canvas />
              </main>
            </Panel>
            <Separator className="separator is-horizontal" aria-label="Height of the dock" />
            <Panel
              id="dock"
              panelRef={setDockPanel}
              onResize={noteDockSize}
              defaultSize="42%"
              minSize={120}
              groupResizeBehavior="preserve-pixel-size"
            >
              <Dock />
            </Panel>
          </Group>
        </Panel>
        <Separator className="separator is-vertical" aria-label="Width of the inspector" />
        <Panel id="right" defaultSize={296} minSize={240} maxSize={520} groupResizeBehavior="preserve-pixel-size">
          <Inspector />
        </Panel>
      </Group>
      <FileDialogs />
      <WindowDialogs />
      <HostQuestions />
      <CommandPalette />
      <Notices />
      <DropVeil />
    </div>
  );
}
