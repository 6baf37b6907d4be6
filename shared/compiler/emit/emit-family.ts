import type { ScriptStyle } from '../../document/document.ts';
import type { Program } from '../ir/program.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { emitCommands } from './emit-commands.ts';
import { emitRestore } from './emit-restore.ts';

/** The rules of one family as text. */
export interface EmittedRules {
  /** The `iptables-restore` payload: a file of the release, whatever the style. */
  readonly restore: Listing;
  /** What stands in `firewall.sh`, in the chosen style. */
  readonly script: Listing;
}

/** Writes one family's program in both forms that a release needs. */
export function emitFamily(program: Program, rules: readonly NumberedRule[], style: ScriptStyle): EmittedRules {
  const restore = emitRestore(program, rules);
  if (style === 'restore') return { restore, script: restore };
  return { restore, script: emitCommands(program, rules, program.family === 4 ? 'IPTABLES' : 'IP6TABLES') };
}
