import type { SavedRules } from './saved-rules.ts';

/**
 * Gives lines their rules' numbers. `asked` is the text that the kernel was asked with, where each line stands under the
 * heading of its rule (`# Rule 12 ...`): the kernel words a line anew, but keeps each chain's lines and their order. A chain
 * of which that does not hold gets no numbers rather than wrong ones.
 */
export function numberLines(rules: SavedRules, asked: string): SavedRules {
  const numbers = numbersByChain(asked);
  return {
    chains: rules.chains.map((chain) => {
      const known = numbers.get(chain.name);
      // Our jumps in the built-in chains are the machinery's and in no text that was asked with.
      if (known === undefined || known.length !== chain.lines.length) return chain;
      return {
        ...chain,
        lines: chain.lines.map((line, index) => {
          const number = known[index];
          return number === undefined ? line : { ...line, number };
        }),
      };
    }),
  };
}

/** Gives the lines of one rule set the numbers of the same lines in another. */
export function numberAlike(rules: SavedRules, numbered: SavedRules): SavedRules {
  const known = new Map(numbered.chains.map((chain) => [chain.name, chain.lines]));
  return {
    chains: rules.chains.map((chain) => {
      const left = [...(known.get(chain.name) ?? [])];
      return {
        ...chain,
        lines: chain.lines.map((line) => {
          const index = left.findIndex(({ text }) => text === line.text);
          const number = left[index]?.number;
          // Up to here both are read; a line that is there once more keeps its own.
          if (index >= 0) left.splice(index, 1);
          return number === undefined ? line : { ...line, number };
        }),
      };
    }),
  };
}

function numbersByChain(asked: string): Map<string, (number | undefined)[]> {
  const numbers = new Map<string, (number | undefined)[]>();
  let prefix = '';
  let number: number | undefined;
  for (const line of asked.split('\n')) {
    const heading = /^# Rule (\d+)(?!\d)/.exec(line);
    if (heading !== null) number = Number(heading[1]);
    else if (line.startsWith('*')) {
      prefix = line === '*filter' ? '' : `${line.slice(1)} `;
      number = undefined;
    } else if (line.startsWith('-A ')) {
      const chain = prefix + (line.split(' ')[1] ?? '');
      const known = numbers.get(chain);
      if (known === undefined) numbers.set(chain, [number]);
      else known.push(number);
    }
  }
  return numbers;
}
