import type { Document, Id } from '../../document/document.ts';
import { OWN_PREFIX } from '../ir/program.ts';
import type { BranchForm, Hook } from '../ir/section-rule.ts';

/** A branch policy as one of the built-in chains leads to it. */
export interface BranchUse {
  readonly policy: Id;
  readonly form: BranchForm;
  readonly hook: Hook;
  /** One of its parts alone (`branchParts`). */
  readonly part?: number;
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
 * for each; a part but the first has its number before that. What does not fit is cut before its suffix; what another branch is called
 * gets a number.
 */
export function nameBranches(document: Document, uses: readonly BranchUse[]): ReadonlyMap<string, string> {
  const branches = document.policies.filter(({ kind }) => kind === 'branch');
  const taken = new Set(branches.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const { id, name } of branches) {
    for (const use of usesOf(id, uses)) {
      const several = uses.some(({ policy, form, hook }) => policy === id && form === use.form && hook !== use.hook);
      const part = use.part ? `_${use.part + 1}` : '';
      const suffix = `${part}${several ? HOOK_SUFFIX[use.hook] : ''}${FORM_SUFFIX[use.form]}`;
      const given = suffix === '' ? name : freeName(name, suffix, taken);
      taken.add(given);
      names.set(branchKey(use), given);
    }
  }
  return names;
}

/** The uses of one branch policy, each once, in the order in which their chains stand. */
export function usesOf(policy: Id, uses: readonly BranchUse[]): BranchUse[] {
  const own = new Map(uses.filter((use) => use.policy === policy).map((use) => [branchKey(use), use]));
  return [...own.values()].sort(
    (a, b) =>
      BRANCH_FORMS.indexOf(a.form) - BRANCH_FORMS.indexOf(b.form) ||
      BRANCH_HOOKS.indexOf(a.hook) - BRANCH_HOOKS.indexOf(b.hook) ||
      (a.part ?? 0) - (b.part ?? 0),
  );
}

/** The same for the same use, and for no other. */
export function branchKey({ policy, form, hook, part = 0 }: BranchUse): string {
  return `${hook} ${form} ${part} ${policy}`;
}

/** In the order in which their chains stand. */
const BRANCH_FORMS: readonly BranchForm[] = ['answers', 'rules', 'pass-answers', 'pass'];
/** OUTPUT first: what it judges may then pass the bridges in FORWARD. */
export const BRANCH_HOOKS: readonly Hook[] = ['OUTPUT', 'INPUT', 'FORWARD'];

function freeName(name: string, suffix: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? suffix : `${suffix}.${count}`;
    const wish = `${name.slice(0, LONGEST - end.length)}${end}`;
    if (!taken.has(wish)) return wish;
  }
}
