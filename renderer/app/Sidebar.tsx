import { ObjectTree } from './ObjectTree.tsx';
import { Palette } from './Palette.tsx';

export function Sidebar() {
  return (
    <aside className="pane sidebar" aria-label="Palette and objects">
      <Palette />
      <ObjectTree />
    </aside>
  );
}
