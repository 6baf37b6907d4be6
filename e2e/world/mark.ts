import { longWord } from './frames/octets.ts';

const MARK = Buffer.from('BWPR');

/** Length of a mark. */
export const MARK_LENGTH = 8;

/** What tells a frame of a test apart from every other: put into its payload or behind its end. */
export function mark(number: number): Buffer {
  return Buffer.concat([MARK, longWord(number)]);
}

/** The number of the mark in these octets, wherever it is: in a payload, or quoted in an answer. */
export function markedNumber(octets: Buffer): number | undefined {
  const at = octets.indexOf(MARK);
  return at < 0 || at + MARK_LENGTH > octets.length ? undefined : octets.readUInt32BE(at + MARK.length);
}
