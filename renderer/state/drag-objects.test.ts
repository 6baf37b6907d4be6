import { describe, expect, it } from 'vitest';
import { draggedObjects, hasDraggedObjects, OBJECTS_TYPE, setDraggedObjects } from './drag-objects.ts';

function transfer(): DataTransfer {
  const data = new Map<string, string>();
  return {
    get types() {
      return [...data.keys()];
    },
    setData: (type: string, text: string) => data.set(type, text),
    getData: (type: string) => data.get(type) ?? '',
    effectAllowed: 'uninitialized',
  } as unknown as DataTransfer;
}

describe('a drag of objects', () => {
  it('carries their ids, and their names for other programs', () => {
    const drag = transfer();
    expect(hasDraggedObjects(drag)).toBe(false);
    setDraggedObjects(drag, ['kali2', 'kali3'], ['kali2', 'Kali "3"']);
    expect(hasDraggedObjects(drag)).toBe(true);
    expect(draggedObjects(drag)).toEqual(['kali2', 'kali3']);
    expect(drag.getData('text/plain')).toBe('kali2, Kali "3"');
  });

  it('is none when the data is not ours', () => {
    const drag = transfer();
    expect(draggedObjects(drag)).toEqual([]);
    for (const text of ['{', '{}', '7']) {
      drag.setData(OBJECTS_TYPE, text);
      expect(draggedObjects(drag)).toEqual([]);
    }
  });
});
