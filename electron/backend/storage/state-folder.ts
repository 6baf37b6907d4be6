import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this program keeps what belongs to the machine and not to a document, by the XDG rules. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment.XDG_STATE_HOME;
  // The rules say that a relative path there is to be ignored.
  const base = given && isAbsolute(given) ? given : join(homedir(), '.local', 'state');
  return join(base, 'bridgewarden');
}
