/** Where and why a text is not JSON, or is JSON that must not be read (`offset` counts UTF-16 units from 0). */
interface JsonProblem {
  readonly offset: number;
  readonly message: string;
}

export interface JsonScan {
  readonly problem?: JsonProblem;
  /** Keys that stand twice in one object: `JSON.parse` would drop the first without a word. */
  readonly duplicateKeys: readonly { readonly offset: number; readonly key: string }[];
}

/** Deeper nesting than any document has; recursive code further on may rely on it. */
const DEEPEST = 100;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const BLANKS = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a string.
const STRING_RUN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

type Expecting = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'comma-or-close';

/**
 * Reads a text as RFC 8259 JSON just to find where it goes wrong: the messages of `JSON.parse` differ from engine to
 * engine and often name no place.
 */
export function scanJson(text: string): JsonScan {
  const duplicateKeys: { offset: number; key: string }[] = [];
  /** One entry an open bracket: the keys seen in an object, or undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let at = 0;
  let expecting: Expecting = 'value';

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const fail = (message: string, offset = at): JsonScan => ({ problem: { offset, message }, duplicateKeys });
  const takeString = (): JsonProblem | undefined => {
    const start = at;
    at += 1;
    for (;;) {
      take(STRING_RUN);
      const character = text[at];
      if (character === '"') {
        at += 1;
        return undefined;
      }
      if (character === undefined) return { offset: start, message: 'the text that starts here has no closing quote' };
      if (character !== '\\') return { offset: at, message: 'a line break or control character stands inside a text' };
      if (take(ESCAPE) === undefined) return { offset: at, message: 'there is no such escape in JSON' };
    }
  };

  for (;;) {
    take(BLANKS);
    const character = text[at];
    if (expecting === 'comma-or-close' && open.length === 0) {
      return character === undefined
        ? { duplicateKeys }
        : fail(`nothing may follow the end of the document, but there is ${show(character)}`);
    }
    if (character === undefined) return fail('the text ends too early');
    const inObject = open.at(-1) !== undefined;

    if (expecting === 'comma-or-close' && character === ',') {
      at += 1;
      expecting = inObject ? 'key' : 'value';
    } else if (
      expecting !== 'value' &&
      expecting !== 'key' &&
      open.length > 0 &&
      character === (inObject ? '}' : ']')
    ) {
      at += 1;
      open.pop();
      expecting = 'comma-or-close';
    } else if (expecting === 'comma-or-close') {
      return fail(`a comma or ${inObject ? '}' : ']'} must stand here, not ${show(character)}`);
    } else if (expecting === 'key' || expecting === 'key-or-close') {
      if (character !== '"') return fail(`a field name in double quotes must stand here, not ${show(character)}`);
      const start = at;
      const problem = takeString();
      if (problem !== undefined) return { problem, duplicateKeys };
      const key = JSON.parse(text.slice(start, at)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) duplicateKeys.push({ offset: start, key });
      keys?.add(key);
      take(BLANKS);
      if (text[at] !== ':') return fail(`a colon must stand behind the field name, not ${show(text[at])}`);
      at += 1;
      expecting = 'value';
    } else if (character === '{' || character === '[') {
      if (open.length === DEEPEST) return fail(`it is nested more than ${DEEPEST} levels deep`);
      open.push(character === '{' ? new Set() : undefined);
      at += 1;
      expecting = character === '{' ? 'key-or-close' : 'value-or-close';
    } else {
      if (character === '"') {
        const problem = takeString();
        if (problem !== undefined) return { problem, duplicateKeys };
      } else if (take(NUMBER) === undefined && take(LITERAL) === undefined) {
        return fail(`a value must stand here, not ${show(character)}`);
      }
      expecting = 'comma-or-close';
    }
  }
}

/** Line and column (both from 1) of an offset. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

function show(character: string | undefined): string {
  return character === undefined ? 'the end of the text' : JSON.stringify(character);
}
