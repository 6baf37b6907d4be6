import type { CompiledHost } from '../../../../shared/compiler/result.ts';
import type { Host, User } from '../../../../shared/document/document.ts';
import { DEFAULT_REMOTE_PATHS } from '../remote/remote-paths.ts';
import { parseFacts } from './facts.ts';
import type { Judgement, PreflightCheck, PreflightClock, PreflightSubject } from './preflight-check.ts';

/** A host with two guests' ports at a bridge and an interface of its own. */
export const HOST: Host = {
  id: 'mytux',
  name: 'mytux',
  role: 'hypervisor',
  bridges: [{ id: 'b4', name: 'virbr4' }],
  ports: [
    { id: 'vk42', name: 'vk42', kind: 'tap', bridge: 'b4' },
    { id: 'vk43', name: 'vk43', kind: 'tap', bridge: 'b4' },
  ],
  interfaces: [{ id: 'vmh2', name: 'vmh2', kind: 'veth', addresses: ['192.168.50.1/24'] }],
};

const SCRIPT = { name: 'firewall.sh', mode: 0o755, text: 'x'.repeat(100_000) };

/** A release of one file; the checks look at nothing else of it. */
function releaseOf(text: string): CompiledHost {
  const nothing = { text, lines: [], objects: [] };
  return {
    host: 'mytux',
    name: 'mytux',
    hash: '0',
    rules: [],
    script: nothing,
    listings: {},
    files: [{ ...SCRIPT, text }],
  };
}

/** What is to be pushed to it. */
export function subjectOf(host: Host = HOST, users: readonly User[] = [], text = SCRIPT.text): PreflightSubject {
  return { host, release: releaseOf(text), users, paths: DEFAULT_REMOTE_PATHS };
}

/** What a check makes of facts, `NAME VALUE` each. */
export function judge(
  check: PreflightCheck,
  facts: readonly string[],
  subject: PreflightSubject = subjectOf(),
  clock: PreflightClock = { asked: 1000, answered: 1002 },
): readonly Judgement[] {
  return check.judge(parseFacts(facts.map((fact) => fact.replace(' ', '\t')).join('\n')), subject, clock);
}
