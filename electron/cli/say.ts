import { printable } from '../backend/ssh/printable.ts';

/** Prints a line of the answer. What a host said may stand in it, and must not move the terminal's cursor. */
export function say(line: string): void {
  console.log(printable(line));
}

/** Prints a line about the answer, or in place of one. */
export function complain(line: string): void {
  console.error(printable(line));
}
