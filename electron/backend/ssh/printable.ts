/** A host's words without what moves a terminal's cursor or turns the direction of writing: a host may say what it likes. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '');
}
