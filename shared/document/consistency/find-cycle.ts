import type { Id } from '../document.ts';

/**
 * The first circle that can be reached from `start`, without recursion: a document may nest as deep as it likes. Ids in `done`
 * were looked at for an earlier start and are not looked at again.
 */
export function findCycle(start: Id, next: (id: Id) => readonly Id[], done: Set<Id>): Id[] | undefined {
  const path: { readonly id: Id; readonly ahead: readonly Id[]; at: number }[] = [];
  const onPath = new Set<Id>();
  const enter = (id: Id): void => {
    if (done.has(id)) return;
    done.add(id);
    onPath.add(id);
    path.push({ id, ahead: next(id), at: 0 });
  };
  let cycle: Id[] | undefined;
  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const id = top.ahead[top.at];
    top.at += 1;
    if (id === undefined) {
      onPath.delete(top.id);
      path.pop();
    } else if (onPath.has(id)) {
      cycle ??= path.slice(path.findIndex((step) => step.id === id)).map((step) => step.id);
    } else {
      enter(id);
    }
  }
  return cycle;
}
