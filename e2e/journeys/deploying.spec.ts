import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, Host } from '../../shared/document/document.ts';
import { printDocument } from '../../shared/document/print.ts';
import { asAdministrator } from '../ssh/as-administrator.ts';
import { HOST, MANAGEMENT, otherRules, twoBridges } from '../ssh/documents.ts';
import { addHostUser, setSudoers } from '../ssh/host-user.ts';
import { SshHost } from '../ssh/ssh-host.ts';
import { runOrThrow } from '../world/run-command.ts';
import { buildWorld, type World } from '../world/world.ts';
import { expect, type Journey, test } from './journey.ts';
import type { Window } from './window.ts';

// One machine room for all: each journey finds the host as the one before has left it.
test.describe.configure({ mode: 'serial' });
test.skip(
  process.env.BW_IN_NAMESPACE !== '1',
  'the host it deploys to is made of network namespaces, which takes root: run npm test as root',
);

const BY_PASSWORD = 2201;
const PASSWORD = 'pass word $HOME';
const FOREIGN = '6.6.6.6';

let world: World;
let host: SshHost;

test.beforeAll(async () => {
  world = await buildWorld(twoBridges(), 'mytux', { management: MANAGEMENT, mute: true });
  host = await SshHost.start(world.namespace('mytux'), HOST);
});
test.afterAll(async () => {
  await host?.stop();
  await world?.destroy();
});

/** The window of an administrator of this host with her document open, at the Deploy tab. */
async function open(journey: Journey, document: Document): Promise<Window> {
  const file = join(journey.home, 'mine.bridgewarden.json');
  writeFileSync(file, printDocument(document));
  const window = await journey.open(await journey.serve({ file, wrap: (argv) => asAdministrator(host, argv) }));
  await expect(window.canvas.object('Host mytux')).toBeVisible();
  await window.button('Deploy…').click();
  return window;
}

function change(document: Document, to: (first: Host) => Partial<Host>): Document {
  return { ...document, hosts: document.hosts.map((one) => ({ ...one, ...to(one) })) };
}

async function deployAndKeep({ deploy }: Window): Promise<void> {
  await deploy.start.click();
  await expect(deploy.countdown).toBeVisible({ timeout: 60_000 });
  await deploy.keep.click();
  await expect(deploy.outcome).toContainText('The new rules run and stay.', { timeout: 30_000 });
}

/** The rules that the kernel holds of ours. */
async function ours(): Promise<string[]> {
  return (await host.rules()).split('\n').filter((line) => /^-A (BW_|\S+ -j BW_)/.test(line));
}

test('the first connection with an unknown key, the difference, the push; a change by hand, shown and repaired', async ({
  journey,
}) => {
  test.setTimeout(240_000);
  host.know('none');
  const window = await open(journey, twoBridges());
  const { deploy, questions } = window;
  await test.step('refuse a key that nobody has compared', async () => {
    const print = /SHA256:\S+/.exec(await runOrThrow(['ssh-keygen', '-lf', join(host.folder, 'host-key.pub')]))?.[0];
    await expect(questions.dialog('Is this the right host?')).toContainText(print ?? 'no fingerprint');
    await expect(questions.dialog('Is this the right host?')).toContainText(HOST);
    await window.press('Escape');
    await expect(questions.any).toBeHidden();
    await expect(deploy.host('mytux')).toContainText('Unreachable');
  });
  await test.step('accept it', async () => {
    await deploy.button('Ask all hosts what they run').click();
    await questions.answer('Is this the right host?', 'It is: remember its key');
    await expect(deploy.host('mytux')).toContainText('Never deployed', { timeout: 30_000 });
  });
  await test.step('look before anything is pushed', async () => {
    await deploy.show('Check');
    await deploy.button('Check the host').click();
    await expect(deploy.panel.getByRole('region', { name: 'What was found on mytux' })).toContainText('Fine', {
      timeout: 30_000,
    });
    await expect(deploy.panel.getByRole('region', { name: 'Stops a deployment' })).toBeHidden();
    await deploy.show('Difference');
    await deploy.compareWith('kernel now');
    await expect(deploy.changes).toContainText(/\d+ added/, { timeout: 30_000 });
    expect(await ours()).toEqual([]);
  });
  await test.step('push', async () => {
    await deployAndKeep(window);
    await expect(deploy.host('mytux')).toContainText('In sync', { timeout: 30_000 });
    await deploy.show('Difference');
    await deploy.compareWith('kernel now');
    await expect(deploy.panel).toContainText('Nothing differs.', { timeout: 30_000 });
  });
  const right = await ours();
  expect(right.length).toBeGreaterThan(50);
  await test.step('somebody changes rules by hand', async () => {
    await host.shell(`iptables -D BW_FORWARD 3; iptables -I BW_FORWARD 1 -s ${FOREIGN} -j ACCEPT`);
    await deploy.button('Ask all hosts what they run').click();
    await expect(deploy.host('mytux')).toContainText('Drifted', { timeout: 30_000 });
    await deploy.button('Compare again').click();
    await expect(deploy.changes).toContainText(FOREIGN, { timeout: 30_000 });
    await expect(deploy.changes.getByRole('listitem').filter({ hasText: 'Added' })).toHaveCount(1);
    await deploy.panel.getByRole('radio', { name: 'Text' }).click();
    await expect(window.comparison.line(FOREIGN)).toBeVisible();
    // Nothing of ours was touched by asking.
    expect(await ours()).not.toEqual(right);
  });
  await test.step('repair it', async () => {
    await deployAndKeep(window);
    await expect(deploy.host('mytux')).toContainText('In sync', { timeout: 30_000 });
    expect(await ours()).toEqual(right);
  });
});

test('an earlier release is brought back, and the document that made it opened again', async ({ journey }) => {
  test.setTimeout(180_000);
  const before = await ours();
  const window = await open(journey, { ...otherRules(), name: 'With a console' });
  const { deploy } = window;
  await expect(deploy.host('mytux')).toContainText('Changed', { timeout: 30_000 });
  await deployAndKeep(window);
  expect(await ours()).not.toEqual(before);
  await deploy.show('Releases');
  const earlier = deploy.releases.filter({ hasText: twoBridges().name });
  await expect(deploy.releases.filter({ hasText: 'With a console' })).toContainText('Runs now', { timeout: 30_000 });
  await earlier.getByRole('button', { name: /^Bring back/ }).click();
  await expect(deploy.countdown).toBeVisible({ timeout: 60_000 });
  await deploy.keep.click();
  await expect(deploy.outcome).toContainText('The new rules run and stay.', { timeout: 30_000 });
  expect(await ours()).toEqual(before);
  await deploy.show('Releases');
  await expect(earlier).toContainText('Runs now', { timeout: 30_000 });
  await earlier.getByRole('button', { name: /^Open its document/ }).click();
  await expect(window.unsaved).toBeVisible();
  await window.canvas.selectNothing();
  await expect(window.inspector.field('Name')).toHaveValue(twoBridges().name);
  // It is about the very rules that run there.
  await expect(deploy.host('mytux')).toContainText('In sync', { timeout: 30_000 });
});

test('of two hosts in one push one fails, and the other is kept', async ({ journey }) => {
  test.setTimeout(120_000);
  const document = otherRules();
  const [mytux] = document.hosts;
  if (!mytux) throw new Error('the example has no host');
  const closed = { id: 'hermes', name: 'hermes', role: 'hypervisor' as const, bridges: [], ports: [], interfaces: [] };
  const window = await open(journey, {
    ...document,
    hosts: [mytux, { ...closed, connection: { address: HOST, port: 2299, user: 'root' } }],
  });
  const { deploy } = window;
  await expect(deploy.host('hermes')).toContainText('Unreachable', { timeout: 30_000 });
  await deploy.choose('mytux', 'hermes');
  await deploy.button('Deploy to 2 hosts').click();
  await expect(deploy.host('hermes')).toContainText('2299', { timeout: 30_000 });
  const keep = deploy.host('mytux').getByRole('button', { name: 'Keep the new rules on mytux' });
  await expect(keep).toBeVisible({ timeout: 60_000 });
  await keep.click();
  await expect(deploy.host('mytux')).toContainText('The new rules run and stay.', { timeout: 30_000 });
  await expect(deploy.host('mytux')).toContainText('In sync', { timeout: 30_000 });
});

test('a drill locks the administrator out, and the host comes back by itself', async ({ journey }) => {
  test.setTimeout(120_000);
  const before = await ours();
  // With the time that nobody has set: a drill waits for less than a push.
  const document = change(otherRules(), ({ settings: { rollbackSeconds: _, ...settings } = {} }) => ({ settings }));
  const { deploy } = await open(journey, document);
  await deploy.show('Drill');
  await expect(deploy.panel).toContainText('by itself after 20 s');
  await deploy.button('Start a drill on mytux').click();
  const stage = (title: string, state: string) =>
    deploy.panel
      .getByRole('list', { name: 'Drill' })
      .getByRole('listitem')
      .filter({ hasText: `${title}${state}` });
  await expect(stage('Locked out', 'done')).toBeVisible({ timeout: 60_000 });
  await expect(stage('Waiting for it', 'now')).toBeVisible();
  await expect(deploy.outcome).toContainText('the host came back by itself', { timeout: 60_000 });
  await expect(stage('Back again', 'done')).toBeVisible();
  expect(await ours()).toEqual(before);
});

test('a password and the one for sudo are asked for, and kept nowhere', async ({ journey }) => {
  test.setTimeout(120_000);
  await addHostUser(host, 'ada', PASSWORD);
  await setSudoers(host, 'ada ALL=(ALL) ALL');
  await host.listen(BY_PASSWORD, 'PasswordAuthentication yes\nPubkeyAuthentication no');
  const connection = { address: HOST, port: BY_PASSWORD, user: 'ada', become: 'sudo' as const };
  const window = await open(
    journey,
    change(otherRules(), () => ({ connection })),
  );
  const { deploy, questions, page } = window;
  await questions.answer('Is this the right host?', 'It is: remember its key');
  // Some work that is kept aside while the question stands.
  await questions.type('Password', PASSWORD, 'Log in');
  await questions.type('Password for sudo', 'wrong', 'Become root');
  await questions.type('Password for sudo', PASSWORD, 'Become root');
  await expect(deploy.host('mytux')).toContainText('In sync', { timeout: 30_000 });
  await window.canvas.rename('Guest kali2', 'kali22');
  const kept = () => runOrThrow(['sh', '-c', `grep -rl kali22 '${journey.home}' || true`]);
  await expect.poll(kept).toContain('recovery');
  expect(await runOrThrow(['sh', '-c', `grep -rlF '${PASSWORD}' '${journey.home}' || true`])).toBe('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(PASSWORD);
  expect(await page.content()).not.toContain(PASSWORD);
});
