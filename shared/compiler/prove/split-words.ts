/**
 * Splits a line into its words, undoing the quoting of both targets: single quotes of a shell, double quotes with backslash
 * escapes of `iptables-restore`. The inverse of `quoteShell` and `quoteRestore`, joined with blanks.
 */
export function splitWords(line: string): string[] {
  // What the emitters write has one blank between two words, and next to no quotes.
  if (!/["'\\\t]|^(?: |$)| {2}| $/.test(line)) return line.split(' ');
  const words: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i];
    if (character === ' ' || character === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'") {
      const end = line.indexOf("'", i + 1);
      if (end < 0) throw new Error(`a quote is not closed in: ${line}`);
      word = (word ?? '') + line.slice(i + 1, end);
      i = end;
    } else if (character === '"') {
      word ??= '';
      for (i += 1; line[i] !== '"'; i += 1) {
        if (i >= line.length) throw new Error(`a quote is not closed in: ${line}`);
        if (line[i] === '\\') i += 1;
        word += line[i] ?? '';
      }
    } else if (character === '\\') {
      i += 1;
      word = (word ?? '') + (line[i] ?? '');
    } else {
      word = (word ?? '') + (character ?? '');
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
