import { saidBy } from '../ssh/said-by.ts';
import { describeTarget } from '../ssh/ssh-target.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { type DeploymentRun, demand, remote, step, tellOutput } from './deployment-run.ts';
import type { PushPlan } from './plan-deployment.ts';
import { examineHost, mendedMessage } from './preflight/examine-host.ts';
import { DEPLOYMENT_CHECKS } from './preflight/preflight-checks.ts';
import { keptReleaseScript, parseKeptRelease } from './remote/kept-release-script.ts';
import { type LockOwner, lockScript, parseLockAnswer } from './remote/lock-script.ts';
import { checkScript, deployedScript } from './remote/start-script.ts';
import { uploadScript } from './remote/upload-script.ts';

// The steps up to `check`: nothing changes on the host but files beside the running ones. Each may throw, besides what its own
// comment says, `DeploymentCancelled`, and `SshError` when the connection fails.

const QUICK_MS = 20_000;
const UPLOAD_MS = 120_000;
const CHECK_MS = 120_000;

/**
 * Opens the connection that the later steps use. Throws `SshError` when the host is not reached or turns us away. Leaves
 * nothing on the host.
 */
export async function connect(run: DeploymentRun): Promise<void> {
  const where = describeTarget(run.plan.target);
  await step(run, 'connect', `Connecting to ${where}.`, async () => {
    run.connection = await run.client.connect(run.plan.target, run.cancel);
    return { message: `Connected to ${where}; its host key is the known one.` };
  });
}

/**
 * Examines the host. Throws `DeploymentFailure`: `refused` for what a check stops at, `failed` when the host could not be
 * examined. Leaves nothing on the host.
 */
export async function preflight(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'preflight', `Looking at ${host.name}; nothing is changed.`, async () => {
    const results = await examineHost(run.plan, run.paths, DEPLOYMENT_CHECKS, (script, timeoutMs) =>
      remote(run, script, timeoutMs),
    );
    run.emit({ kind: 'preflight', session: run.session, results });
    const stops = results.filter((result) => result.verdict === 'stop').map(mendedMessage);
    if (stops.length > 0) throw new DeploymentFailure('refused', stops.join(' '));
    const warnings = results.filter((result) => result.verdict === 'warning').map(mendedMessage);
    return {
      message: warnings.length === 0 ? `${host.name} is ready.` : `${host.name} is ready. Note: ${warnings.join(' ')}`,
    };
  });
}

/**
 * Reserves the host, and clears away what an earlier deployment left that can be. Throws `DeploymentFailure`: `refused` when
 * another has it, `failed` when it cannot be reserved. Leaves the lock's folder, which the end of the deployment takes away.
 */
export async function lock(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'lock', `Reserving ${host.name} for this deployment.`, async () => {
    // Before it is known: cut off here, the lock may be ours. Giving it back touches no other's.
    run.locked = true;
    const script = lockScript(run.paths, run.who, run.connection?.holder);
    const result = await demand(run, script, QUICK_MS, 'failed', `${host.name} could not be reserved`);
    const answer = parseLockAnswer(result.stdout);
    if (answer.kind === 'busy')
      throw new DeploymentFailure('refused', busySentence(host.name, run.paths.lock, answer.owner));
    return {
      message:
        answer.left === undefined
          ? `${host.name} is reserved.`
          : `${host.name} is reserved; a deployment that ${answer.left.who} left unfinished at ${answer.left.since} was cleared away.`,
    };
  });
}

/** Why the host is not free, with what to do about it: for a lock that is in use and for one that was left behind. */
function busySentence(name: string, lockFolder: string, owner: LockOwner): string {
  const remove = `remove ${lockFolder} on ${name} (rm -r ${lockFolder})`;
  if (owner.who === '') return `${name} is reserved, and does not say by whom. If nobody is deploying, ${remove}.`;
  const begun = `${owner.who} began a deployment on ${name} at ${owner.since}`;
  switch (owner.state) {
    case 'pending':
      return `${begun} and has not confirmed it yet. Wait until it is confirmed or undone; ${name} undoes it by itself.`;
    case 'lost':
      return `${begun} that nobody has confirmed, and the timer of its way back is gone: ${name} will not go back by itself. Bring the earlier rules back there (sh ${owner.work}/rollback.sh), then deploy again.`;
    case 'confirmed':
      return `${begun}, which is confirmed and about to end. Wait some minutes and deploy again: one that was cut off is cleared away then.`;
    case 'alive':
    case 'left':
      break;
  }
  return `${begun}, which seems to be going on. Wait until it has ended; if nobody is deploying any more, ${remove}.`;
}

/**
 * Puts the release beside the running one. Throws `DeploymentFailure` (`failed`) when it did not arrive whole. Leaves the
 * release's folder; `run.uploaded` says whether it is new, and is to go if the deployment does not stay.
 */
export async function upload(run: DeploymentRun, { host, hash, release, text }: PushPlan): Promise<void> {
  await step(run, 'upload', `Uploading the release beside the running one.`, async () => {
    const script = uploadScript(run.paths, release.files, text);
    const result = await demand(run, script, UPLOAD_MS, 'failed', `The release could not be put on ${host.name}`);
    run.uploaded = result.stdout.trim() === 'uploaded';
    return {
      message: run.uploaded
        ? `Release ${hash.slice(0, 12)} is on ${host.name}, its checksums compared.`
        : `Release ${hash.slice(0, 12)} was on ${host.name} already, unchanged.`,
    };
  });
}

/**
 * In place of an upload: sees that the host keeps the release, and that it is still the one of its name. Throws
 * `DeploymentFailure`: `refused` when not, `failed` when that cannot be read. Leaves nothing on the host.
 */
export async function takeKept(run: DeploymentRun): Promise<void> {
  const { host, hash } = run.plan;
  const short = hash.slice(0, 12);
  await step(run, 'upload', `Looking for release ${short} on ${host.name}.`, async () => {
    const result = await demand(
      run,
      keptReleaseScript(run.paths),
      QUICK_MS,
      'failed',
      `Release ${short} cannot be read`,
    );
    const answer = parseKeptRelease(result.stdout, hash);
    if (answer.kind === 'none')
      throw new DeploymentFailure(
        'refused',
        `${host.name} does not keep release ${short}: its history shows which it keeps.`,
      );
    if (answer.kind === 'damaged')
      throw new DeploymentFailure(
        'refused',
        `Release ${short} on ${host.name} is no longer what it was: ${answer.what}. Open its document and push that instead.`,
      );
    run.kept = answer;
    return { state: 'skipped', message: `${host.name} keeps release ${short}; its checksums were compared.` };
  });
}

/**
 * What takes our rules away is the release that was deployed last: without one there is nothing to stop. Throws
 * `DeploymentFailure` (`refused`) then. Leaves nothing on the host.
 */
export async function findDeployed(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'check', `Looking for what was deployed to ${host.name}.`, async () => {
    const result = await remote(run, deployedScript(run.paths), QUICK_MS);
    if (result.status !== 0)
      throw new DeploymentFailure('refused', `Nothing has been deployed to ${host.name}, so there is nothing to stop.`);
    return { message: `${host.name} has a release that can be stopped.` };
  });
}

/**
 * Lets the host try the release without loading it. Throws `DeploymentFailure` (`refused`) when it would not take it.
 * Leaves what runs as it was.
 */
export async function check(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'check', `Letting ${host.name} check the release without loading it.`, async () => {
    const result = await remote(run, checkScript(run.paths), CHECK_MS);
    tellOutput(run, result);
    if (result.status !== 0)
      throw new DeploymentFailure('refused', `${host.name} would not take these rules: ${saidBy(result)}`);
    return { message: `${host.name} would take these rules.` };
  });
}
