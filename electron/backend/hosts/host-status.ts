import type { HostStatus } from '../../../shared/contract/host-calls.ts';
import { type Asking, type HostOptions, type HostRequest, withHost } from '../deploy/host-session.ts';
import { planPush } from '../deploy/plan-deployment.ts';
import { lockStateSchema } from '../deploy/remote/lock-state.ts';
import { SshError } from '../ssh/ssh-error.ts';
import { readJournal } from './read-journal.ts';
import { type HostLook, lookScript, parseLook } from './remote/look-script.ts';

/** Tells what a host runs, compared with the document and with itself. Throws `CallError` when the document cannot be compiled. */
export async function hostStatus(request: HostRequest, options: HostOptions, asking: Asking): Promise<HostStatus> {
  const { host, release } = planPush(request, options.compiler);
  try {
    return await withHost(request, options, asking, async ({ ask, paths }) =>
      judgeStatus(host.name, release.hash, parseLook(await ask(lookScript(paths, { status: true })))),
    );
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    return { state: 'unreachable', message: error.message };
  }
}

/** What a look at a host comes to; `compiled` is the hash of the release that the document gives. */
function judgeStatus(name: string, compiled: string, look: HostLook): HostStatus {
  const { values } = look;
  const release = values.get('current') ?? '';
  const boot = values.get('boot');
  const common = boot === undefined ? {} : { boot: boot === 'yes' };
  const meanwhile = meanwhileOf(values);
  if (release === '') {
    const others = values.get('running') === '' || values.get('running') === undefined;
    const message = others
      ? `Nothing has been deployed to ${name} yet.`
      : `Nothing has been deployed to ${name} yet, but a firewall.sh was started there by hand; the first deployment replaces its rules.`;
    return { ...common, state: 'never-deployed', message: message + meanwhile };
  }
  const entry = readJournal(look.journal).get(release);
  const modified = look.kept.find((each) => each.release === release)?.modified ?? 0;
  const deployed = {
    release,
    at: entry?.at ?? modified,
    by: entry?.by ?? '',
    documentName: entry?.documentName ?? '',
  };
  const rules = countRules(look.status);
  const facts = { ...common, deployed, ...(rules === undefined ? {} : { rules }) };
  const short = release.slice(0, 12);
  const changed = release !== compiled;
  if (values.get('status') !== '0') {
    const what =
      values.get('status') === '3'
        ? `${name} runs none of the rules of release ${short}, which was deployed last.`
        : `${name} does not run what release ${short} says: ${shortened(differences(look.status))}`;
    const also = changed ? ' The document has changed since, too.' : '';
    return { ...facts, state: 'drifted', message: `${what}${also} Deploy to put it right.${meanwhile}` };
  }
  if (changed)
    return {
      ...facts,
      state: 'changed',
      message: `${name} runs release ${short}, but the document compiles to ${compiled.slice(0, 12)}.${meanwhile}`,
    };
  const atBoot = boot === 'no' ? ' It does not start at boot: deploy again to enable it.' : '';
  return { ...facts, state: 'in-sync', message: `${name} runs what the document says.${atBoot}${meanwhile}` };
}

/** What is said of another deployment: one that is under way, or one that nobody is at any more. */
function meanwhileOf(values: ReadonlyMap<string, string>): string {
  if (!values.has('deploying')) return '';
  const begun = ` A deployment that ${values.get('deploying')} began at ${values.get('deploying-since')}`;
  switch (lockStateSchema.catch('alive').parse(values.get('deploying-state'))) {
    case 'left':
      return `${begun} was left behind; the next one clears it away.`;
    case 'lost':
      return `${begun} was left behind unconfirmed, and the timer of its way back is gone: bring the earlier rules back there (sh ${values.get('deploying-work')}/rollback.sh).`;
    case 'alive':
    case 'pending':
    case 'confirmed':
      return `${begun} is under way.`;
  }
}

/** `IPv4: 118 of 120 rules loaded, 3 of 3 hooks at the top`, both families together. */
function countRules(lines: readonly string[]): { loaded: number; expected: number } | undefined {
  const counts = lines.flatMap((line) => {
    const match = /^IPv[46](?: zones)?: (\d+) of (\d+) rules loaded/.exec(line);
    return match === null ? [] : [{ loaded: Number(match[1]), expected: Number(match[2]) }];
  });
  if (counts.length === 0) return undefined;
  return {
    loaded: counts.reduce((sum, { loaded }) => sum + loaded, 0),
    expected: counts.reduce((sum, { expected }) => sum + expected, 0),
  };
}

/** The lines that say what is not as it should be. */
function differences(lines: readonly string[]): string[] {
  const said = lines.filter((line) => /^ {2}|should be|not as this release|no_linklocal_learn/.test(line));
  return (said.length > 0 ? said : lines).map((line) => line.trim());
}

function shortened(lines: readonly string[]): string {
  const shown = lines.slice(0, 3).join('; ');
  return lines.length > 3 ? `${shown}; and ${lines.length - 3} more.` : `${shown}.`;
}
