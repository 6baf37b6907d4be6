import type { SavedRules } from './saved-rules.ts';

/** The rules as one text: the same text for the same rules, whatever order they were listed in. */
export function printSavedRules({ chains }: SavedRules): string {
  const declared = chains.map(({ name }) => `:${name}\n`);
  const rules = chains
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, lines }) => {
      // Elements and rules of nftables do not say where they stand.
      const heading = lines.every(({ text }) => /^-[AI] /.test(text)) ? '' : `# ${name}\n`;
      return heading + lines.map(({ text }) => `${text}\n`).join('');
    });
  return [...declared, ...rules].join('');
}
