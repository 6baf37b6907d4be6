import { quoteShell } from '../../../../shared/compiler/quote.ts';

/**
 * Assignments for the head of a remote script. Every value that varies enters a script here and is used as `"$name"` from
 * then on, so that the scripts' own text is constant.
 */
export function shellVariables(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${quoteShell(String(value))}\n`)
    .join('');
}
