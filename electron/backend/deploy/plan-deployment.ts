import type { CompiledHost, CompileResult } from '../../../shared/compiler/result.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import type { Document, Host, User } from '../../../shared/document/document.ts';
import { type Finding, hasErrors } from '../../../shared/document/finding.ts';
import { hostsCalled } from '../../../shared/document/hosts-called.ts';
import { rollbackSeconds } from '../../../shared/document/rollback-seconds.ts';
import { sha256Hex } from '../sha256.ts';
import { NoSshTargetError, type SshTarget, sshTarget } from '../ssh/ssh-target.ts';
import { type ProbedGuest, probedGuests } from './probed-guests.ts';

/** Where something is deployed to, and how long it may stay unconfirmed. */
interface AnyPlan {
  readonly host: Host;
  readonly target: SshTarget;
  /** The name of the release on the host: its hash; at a stop `current`, the link to what was deployed last. */
  readonly hash: string;
  /** The users whose ids the document's rules match. */
  readonly users: readonly User[];
  /** The document's canonical text; it is kept on the host. */
  readonly text: string;
  readonly documentName: string;
  /** sha256 of the document's canonical text. */
  readonly document: string;
  readonly rollbackSeconds: number;
  /** The guests to be pinged before the load and after it; none unless that was asked for. */
  readonly probed: readonly ProbedGuest[];
}

/**
 * Loads what the document compiles to. A drill does too, locks this machine out on purpose and lets the host come back by
 * itself.
 */
export interface PushPlan extends AnyPlan {
  readonly kind: 'push' | 'drill';
  readonly release: CompiledHost;
}

/** Loads a release that the host keeps: here nothing is known of it but its name. */
interface BringBackPlan extends AnyPlan {
  readonly kind: 'bring-back';
}

/** Takes our chains away. */
export interface StopPlan extends AnyPlan {
  readonly kind: 'stop';
  /** Nothing of ours is to start at boot either. */
  readonly disable: boolean;
}

/** What a deployment does. */
export type DeployPlan = PushPlan | BringBackPlan | StopPlan;

/** What is pushed, and where to. */
export interface PushRequest {
  /** The document's text. */
  readonly text: string;
  /** The host's id, or its name where no id is the same. */
  readonly host: string;
  /** Of what was previewed; absent where nothing was (the command line). */
  readonly expectedHash?: string | undefined;
  readonly drill?: boolean | undefined;
  /** Pings the guests from the host before the load and after it. */
  readonly probeGuests?: boolean | undefined;
}

export interface DeployRequest extends PushRequest {
  readonly dryRun?: boolean | undefined;
  /** Brings this kept release back; the document only says where the host is. */
  readonly release?: string | undefined;
  readonly stop?: boolean | undefined;
  /** With `stop`: takes away too what starts our rules at boot. */
  readonly disable?: boolean | undefined;
}

/** The parts of `shared/` that planning takes. */
export interface Compiler {
  parseDocument(text: string): { readonly document?: Document; readonly findings: readonly Finding[] };
  printDocument(document: Document): string;
  compile(document: Document, options: { readonly host: string }): CompileResult;
}

const RELEASE_HASH = /^[0-9a-f]{64}$/;

/** Says what a deployment is to do, by this side alone. Throws `CallError` with a sentence when that is not to be. */
export function planDeployment(request: DeployRequest, compiler: Compiler): DeployPlan {
  // Neither needs the document to compile: they are for when something is wrong.
  if (request.stop === true)
    return {
      ...planAny(request, locateHost(request, compiler), compiler),
      kind: 'stop',
      hash: 'current',
      disable: request.disable === true,
    };
  if (request.release === undefined) return planPush(request, compiler);
  const located = locateHost(request, compiler);
  if (!RELEASE_HASH.test(request.release))
    throw new CallError(
      'bad-request',
      `“${request.release}” names no release: the history of ${located.host.name} shows their names.`,
    );
  return { ...planAny(request, located, compiler), kind: 'bring-back', hash: request.release };
}

/** Compiles the document for the host. Throws `CallError` with a sentence when it does not compile, or to something else. */
export function planPush(request: PushRequest, compiler: Compiler): PushPlan {
  const located = locateHost(request, compiler);
  const { document, findings, host } = located;
  if (hasErrors(findings)) throw refusal('compile-failed', 'The document has errors', findings);
  const compiled = compiler.compile(document, { host: host.id });
  const release = compiled.hosts.find((each) => each.host === host.id);
  if (release === undefined || hasErrors(compiled.findings))
    throw refusal('compile-failed', `No rules could be compiled for “${host.name}”`, compiled.findings);
  const { hash } = release;
  if (!RELEASE_HASH.test(hash)) throw new Error(`the release of ${host.name} has no sha256 for a hash`);
  if (request.expectedHash !== undefined && request.expectedHash !== hash)
    throw new CallError(
      'preview-differs',
      `What would be pushed to “${host.name}” is not what was previewed: preview the script again, then deploy.`,
    );
  const plan = { ...planAny(request, located, compiler), hash, release };
  if (request.drill !== true) return { ...plan, kind: 'push' };
  return { ...plan, kind: 'drill', rollbackSeconds: rollbackSeconds(host, 'drill') };
}

function planAny(
  { probeGuests }: PushRequest,
  { document, host, target }: LocatedHost,
  compiler: Compiler,
): Omit<AnyPlan, 'hash'> {
  const text = compiler.printDocument(document);
  return {
    ...{ host, target, users: matchedUsers(document), text, documentName: document.name, document: sha256Hex(text) },
    rollbackSeconds: rollbackSeconds(host),
    probed: probeGuests === true ? probedGuests(document, host) : [],
  };
}

function matchedUsers(document: Document): User[] {
  const matched = new Set(document.policies.flatMap((policy) => policy.rules.flatMap((rule) => rule.user ?? [])));
  return document.users.filter((user) => matched.has(user.id));
}

/** A host of a document and where SSH reaches it. */
export interface LocatedHost {
  readonly document: Document;
  /** What reading it found; errors among it do not keep the host from being found. */
  readonly findings: readonly Finding[];
  readonly host: Host;
  readonly target: SshTarget;
}

/** Reads the document and finds the host in it. Throws `CallError` with a sentence when that is not to be. */
export function locateHost(
  request: { readonly text: string; readonly host: string },
  compiler: Pick<Compiler, 'parseDocument'>,
): LocatedHost {
  const parsed = compiler.parseDocument(request.text);
  const { document } = parsed;
  if (document === undefined) throw refusal('not-a-document', 'The document cannot be read', parsed.findings);
  const host = findHost(document, request.host);
  return { document, findings: parsed.findings, host, target: targetOf(host) };
}

function findHost(document: Document, wanted: string): Host {
  const byName = hostsCalled(document, wanted);
  const [first] = byName;
  if (first !== undefined && byName.length === 1) return first;
  const known = document.hosts.map((host) => host.name).join(', ');
  throw new CallError(
    'not-found',
    byName.length > 1
      ? `${byName.length} hosts of the document are called “${wanted}”: name one by its id (${byName.map((host) => host.id).join(', ')}).`
      : `The document has no host “${wanted}”${known === '' ? '' : `; it has: ${known}`}.`,
  );
}

function targetOf(host: Host): SshTarget {
  try {
    return sshTarget(host);
  } catch (error) {
    if (error instanceof NoSshTargetError) throw new CallError('bad-request', error.message);
    throw error;
  }
}

function refusal(code: 'not-a-document' | 'compile-failed', what: string, findings: readonly Finding[]): CallError {
  const errors = findings.filter((finding) => finding.severity === 'error').map((finding) => finding.message);
  return new CallError(code, `${what}: ${errors.join(' ') || 'no reason was given'}`);
}
