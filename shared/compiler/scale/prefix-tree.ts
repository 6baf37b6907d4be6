/** Names sorted out by their beginnings: below a tree stand the names, or smaller trees, that all begin with its prefix. */
export interface PrefixTree {
  readonly prefix: string;
  readonly children: readonly (PrefixTree | string)[];
}

/** The tree of several different names. Each of its levels tells them apart by the first character in which they differ. */
export function prefixTree(names: readonly string[]): PrefixTree {
  const prefix = commonPrefix(names);
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const next = name.slice(prefix.length, prefix.length + 1);
    const group = groups.get(next);
    if (group) group.push(name);
    else groups.set(next, [name]);
  }
  const children = [...groups.values()].map((group) => (group.length === 1 && group[0] ? group[0] : prefixTree(group)));
  return { prefix, children };
}

function commonPrefix([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  while (length > 0 && !others.every((other) => other.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}
