/**
 * The one module through which text reaches a shell, an `iptables-restore` payload or a comment. Nothing else in the
 * project may build quoted text.
 */

/** Characters that mean nothing to a POSIX shell in any position of a word; a lone `!` is plain but as a command's first word. */
const PLAIN_WORD = /^(?:[A-Za-z0-9_@%+=:,./-]+|!)$/;

/**
 * The text as one word of a POSIX shell command (POSIX.1 2.2.2: nothing is special between single quotes but the
 * single quote itself). Throws on NUL, which no shell word can hold.
 */
export function quoteShell(text: string): string {
  if (text.includes('\0')) throw new RangeError('a shell word cannot hold a NUL character');
  if (PLAIN_WORD.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The text as one argument of an `iptables-restore` line, which has rules of its own: double quotes group, a backslash
 * escapes the next character within them (iptables xshared.c, `add_param_to_argv`). Line breaks cannot be expressed.
 */
export function quoteRestore(text: string): string {
  // Plain words first: they are nearly all, and a hundred thousand of them are quoted for a large host.
  if (PLAIN_WORD.test(text)) return text;
  if (/[\0\n\r]/.test(text)) throw new RangeError('an iptables-restore argument cannot hold a line break or NUL');
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Arguments as one `iptables-restore` or `ebtables-restore` line. */
export function restoreLine(words: readonly string[]): string {
  let line = '';
  for (const word of words) line += line === '' ? quoteRestore(word) : ` ${quoteRestore(word)}`;
  return line;
}

/**
 * The text as (part of) a one-line `#` comment: control characters, line breaks included, become a space, so that a name can
 * never end the comment. Cut visibly at 200 characters.
 */
export function quoteComment(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  if (line.length <= 200) return line;
  const characters = [...line];
  return characters.length <= 200 ? line : `${characters.slice(0, 199).join('')}…`;
}
