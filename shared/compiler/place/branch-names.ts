import type { Document, Id } from '../../document/document.ts';
import { OWN_PREFIX } from '../ir/program.ts';
import type { BranchForm, Hook } from '../ir/section-rule.ts';

/** A branch policy as one of the built-in chains leads to it. */
export interface BranchUse {
  readonly policy: Id;
  readonly form: BranchForm;
  readonly hook: Hook;
}

/** iptables takes 28 bytes (`XT_EXTENSION_MAXNAMELEN` 29, with the ending zero), of which the restore style's prefix is a part. */
const LONGEST = 28 - OWN_PREFIX.length;

const HOOK_SUFFIX: Readonly<Record<Hook, string>> = { FORWARD: '_fwd', INPUT: '_in', OUTPUT: '_out' };
const FORM_SUFFIX: Readonly<Record<BranchForm, string>> = {
  rules: '',
  answers: '_re',
  pass: '_pass',
  'pass-answers': '_pass_re',
};

/**
 * Names a chain for each use of a branch policy: the policy's own name where one built-in chain alone leads to it, else with a suffix
 * for each. What does not fit is cut before its suffix; what another branch is called gets a number.
 */
export function nameBranches(document: Document, uses: readonly BranchUse[]): ReadonlyMap<string, string> {
  const branches = document.policies.filter(({ kind }) => kind === 'branch');
  const taken = new Set(branches.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const { id, name } of branches) {
    for (const form of BRANCH_FORMS) {
      const own = uses.filter((use) => use.policy === id && use.form === form);
      for (const hook of BRANCH_HOOKS) {
        if (!own.some((use) => use.hook === hook)) continue;
        const several = own.some((use) => use.hook !== hook);
        const suffix = `${several ? HOOK_SUFFIX[hook] : ''}${FORM_SUFFIX[form]}`;
        const given = suffix === '' ? name : freeName(name, suffix, taken);
        taken.add(given);
        names.set(branchKey({ policy: id, form, hook }), given);
      }
    }
  }
  return names;
}

/** The same for the same use, and for no other. */
export function branchKey({ policy, form, hook }: BranchUse): string {
  return `${hook} ${form} ${policy}`;
}

/** In the order in which their chains stand. */
export const BRANCH_FORMS: readonly BranchForm[] = ['answers', 'rules', 'pass-answers', 'pass'];
/** OUTPUT first: what it judges may then pass the bridges in FORWARD. */
export const BRANCH_HOOKS: readonly Hook[] = ['OUTPUT', 'INPUT', 'FORWARD'];

function freeName(name: string, suffix: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? suffix : `${suffix}.${count}`;
    const wish = `${name.slice(0, LONGEST - end.length)}${end}`;
    if (!taken.has(wish)) return wish;
  }
}
