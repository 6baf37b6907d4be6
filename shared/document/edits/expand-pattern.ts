/** What a pattern stands for, or a sentence on what is wrong with it. */
export type Expanded =
  | { readonly names: readonly string[]; readonly problem?: never }
  | { readonly problem: string; readonly names?: never };

/** More at once than anybody means; a slip of the finger should not make a million guests. */
const MOST_NAMES = 1000;

const BRACES = /\{([^{}]*)\}/;
const RANGE = /^(\d{1,9})\.\.(\d{1,9})$/;

/**
 * `vnet{1..20}` -> `vnet1` ... `vnet20`, as in a shell: `{01..20}` keeps leading zeros, `{web,db}` lists words, several
 * braces combine, the last one counting fastest. A pattern without braces stands for itself; with a count it is numbered.
 */
export function expandPattern(pattern: string, count?: number): Expanded {
  const text = pattern.trim();
  if (text === '') return { problem: 'The pattern is empty: write a name such as vnet{1..20}.' };
  const numbered = count !== undefined && !BRACES.test(text) ? `${text}{1..${count}}` : text;
  if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > MOST_NAMES)) {
    return { problem: `The count ${count} is not a whole number from 1 to ${MOST_NAMES}.` };
  }
  const names = expand(numbered);
  if (names.problem !== undefined) return names;
  if (count !== undefined && names.names.length !== count) {
    return { problem: `The pattern "${text}" stands for ${names.names.length} names, but ${count} are wanted.` };
  }
  return names;
}

function expand(text: string): Expanded {
  let heads = [''];
  let rest = text;
  for (let match = BRACES.exec(rest); match !== null; match = BRACES.exec(rest)) {
    const words = wordsOf(match[1] ?? '');
    if (typeof words === 'string') return { problem: words };
    if (heads.length * words.length > MOST_NAMES) {
      return { problem: `The pattern "${text}" stands for more than ${MOST_NAMES} names: take a smaller range.` };
    }
    const before = rest.slice(0, match.index);
    heads = heads.flatMap((head) => words.map((word) => `${head}${before}${word}`));
    rest = rest.slice(match.index + match[0].length);
  }
  const names = heads.map((head) => head + rest);
  if (/[{}]/.test(rest) || names.some((name) => /[{}]/.test(name))) {
    return { problem: `A brace in "${text}" has no partner: write a range such as {1..20}.` };
  }
  if (new Set(names).size !== names.length) return { problem: `The pattern "${text}" gives the same name twice.` };
  return { names };
}

/** What stands between two braces: its words, or what is wrong with it. */
function wordsOf(inside: string): readonly string[] | string {
  const range = RANGE.exec(inside);
  if (range === null) {
    const words = inside.split(',').map((word) => word.trim());
    if (words.length > 1 && !words.includes('')) return words;
    return `"{${inside}}" is neither a range such as {1..20} nor a list such as {web,db}.`;
  }
  const [, first = '', last = ''] = range;
  const from = Number(first);
  const to = Number(last);
  if (to < from) return `The range {${inside}} counts down: write {${last}..${first}}.`;
  if (to - from >= MOST_NAMES) return `The range {${inside}} has more than ${MOST_NAMES} numbers: take a smaller one.`;
  const width = first.startsWith('0') ? first.length : 0;
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(width, '0'));
}
