/** A table for a terminal: a heading and rows, every column as wide as it needs, numbers to the right. */
export function textTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}`)
    .join('\n');
}
