import type { RemoteResult } from './ssh-connection.ts';

/** Characters: what is read in a sentence, and no more of a host that prints without end. */
const BEGINNING = 600;
const END = 200;

/** What a script's failure was, by its own words, for a sentence; beginning and end of them where there are many. */
export function saidBy({ status, stdout, stderr }: RemoteResult): string {
  const said = stderr.trim() || stdout.trim() || `status ${status}, without a word`;
  return said.length > BEGINNING + END ? `${said.slice(0, BEGINNING)} ... ${said.slice(-END)}` : said;
}
