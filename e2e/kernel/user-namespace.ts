import { readFileSync } from 'node:fs';

/** True in a user namespace with one user in it: no other user can then be named in a rule. */
export const ROOT_IS_THE_ONLY_USER = !/^\s*0\s+0\s+4294967295$/m.test(readFileSync('/proc/self/uid_map', 'utf8'));
