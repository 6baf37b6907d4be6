import type { TreeLine } from './tree-items.ts';

/**
 * The lines with every one that did not change replaced by the very value from before: the tree keeps what it made of a line as
 * long as the line is the same, and a key press in a name must not make thousands of them again.
 */
export function shareLines(now: readonly TreeLine[], before: readonly TreeLine[]): readonly TreeLine[] {
  const known = new Map(before.map((line) => [line.id, line]));
  const shared = now.map((line) => {
    const old = known.get(line.id);
    if (old === undefined) return line;
    const children = shareLines(line.children, old.children);
    const same = old.name === line.name && old.kind === line.kind && old.detail === line.detail;
    return same && children === old.children ? old : { ...line, children };
  });
  return shared.length === before.length && shared.every((line, index) => line === before[index]) ? before : shared;
}
