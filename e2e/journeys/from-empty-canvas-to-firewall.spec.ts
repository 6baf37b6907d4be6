import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAdministrator } from '../ssh/as-administrator.ts';
import { HOST, MANAGEMENT, twoBridges } from '../ssh/documents.ts';
import { SshHost } from '../ssh/ssh-host.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { runOrThrow } from '../world/run-command.ts';
import { buildWorld, type World } from '../world/world.ts';
import { CLI } from './backend.ts';
import { expect, type Journey, test } from './journey.ts';
import { sendFrames } from './send-frames.ts';
import {
  drawBridgeLink,
  drawBridges,
  drawGroups,
  drawGuest,
  drawHostLink,
  GUESTS,
  writePingRule,
} from './two-bridges.ts';
import type { Window } from './window.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url));
const FILE = 'firewall.bridgewarden.json';

/** What `compile --out` writes for a document with one host. */
async function release(journey: Journey, file: string, name: string): Promise<string> {
  const folder = join(journey.home, `release-of-${file === EXAMPLE ? 'example' : 'drawing'}`);
  await runOrThrow([process.execPath, CLI, 'compile', file, '--out', folder]);
  return readFileSync(join(folder, name), 'utf8');
}

async function drawTwoBridges(window: Window): Promise<void> {
  const { inspector, canvas, script } = window;
  await expect(canvas.pane.getByRole('heading', { name: 'Draw your network' })).toBeVisible();
  await inspector.set('Name', 'Two coupled bridges');
  await drawBridges(window);
  const [kali2, ...others] = GUESTS;
  await drawGuest(window, kali2);
  // The preview is updated while one draws.
  await expect(script.line('section 1')).toBeVisible();
  await expect.poll(() => script.text()).toContain(kali2.mac);
  await drawHostLink(window);
  await drawBridgeLink(window);
  for (const guest of others) await drawGuest(window, guest);
  await expect.poll(() => script.text()).toMatch(/physdev-out vk65/);
  await drawGroups(window);
  await writePingRule(window);
}

/** The same rules in the window, from the command line, and from the example, which somebody else has drawn. */
async function compareRules(journey: Journey, window: Window, file: string): Promise<void> {
  const { script } = window;
  await window.show('Script');
  const seen = await script.text();
  expect(seen).toBe(await runOrThrow([process.execPath, CLI, 'compile', file]));
  expect(seen).toBe(await release(journey, file, 'firewall.sh'));
  for (const name of ['rules.v4', 'rules.v6', 'rules.eb']) {
    await script.choose('File', name);
    const drawn = await release(journey, file, name);
    expect(await script.text()).toBe(drawn);
    expect(drawn).toBe(await release(journey, EXAMPLE, name));
  }
  await script.choose('File', 'firewall.sh');
}

/** From a line to the objects it is about, and from an object to its lines. */
async function lookAround(window: Window): Promise<void> {
  const { canvas, script } = window;
  await script.choose('File', 'rules.v4');
  await canvas.port('vk63').click();
  await expect(script.line('--physdev-out vk63').first()).toBeInViewport();
  await expect(script.marks.first()).toBeInViewport();
  await script.line('--physdev-out vk63').first().click();
  await expect(script.note).toContainText(/Rule \d+/);
  await expect(canvas.port('vk63')).toHaveClass(/is-lit/);
  await expect(canvas.port('vk64')).not.toHaveClass(/is-lit/);
  await canvas.port('vk65').click();
  await expect(script.line('--physdev-out vk65').first()).toBeInViewport();
  await script.choose('File', 'firewall.sh');
}

/** A wrong key is refused, and the host is left as it was. */
async function meetAnImpostor({ deploy }: Window, host: SshHost): Promise<void> {
  const before = await host.rules();
  host.know('wrong');
  await deploy.button('Deploy').click();
  await expect(deploy.outcome).toContainText('nothing was changed');
  await expect(deploy.outcome).toContainText('host key');
  expect(await host.rules()).toBe(before);
  host.know('right');
}

async function deployAndConfirm({ deploy }: Window): Promise<void> {
  await deploy.button('Deploy').click();
  await expect(deploy.countdown).toHaveText(/^[1-5]?\d s$/, { timeout: 60_000 });
  for (const step of ['Connect', 'Upload', 'Arm the way back', 'Start the new rules', 'Prove it can be reached']) {
    await expect(deploy.step(step, 'done')).toBeVisible();
  }
  await deploy.button('Confirm').click();
  await expect(deploy.outcome).toContainText('The new rules run and stay.', { timeout: 30_000 });
}

const ATTACKS = ['redirected', 'flooded', 'forged', 'hijacked'] as const;

async function expectUnguarded(world: World, agent: FrameAgent): Promise<void> {
  const frames = await sendFrames(world, agent);
  // Frames that could do no harm anyway would prove nothing.
  for (const kind of ATTACKS) {
    expect(frames[kind].sent, kind).toBeGreaterThan(0);
    expect(frames[kind].leaked, kind).toBe(frames[kind].sent);
  }
}

async function expectGuarded(world: World, agent: FrameAgent): Promise<void> {
  const frames = await sendFrames(world, agent);
  for (const kind of ATTACKS) {
    expect(frames[kind].sent, kind).toBeGreaterThan(0);
    expect(frames[kind].leaked, kind).toBe(0);
  }
  // Every guest asks every other one, and each gets its answer.
  for (const kind of ['ping', 'answer'] as const) {
    expect(frames[kind], kind).toEqual({ sent: 12, leaked: 0, arrived: 12 });
  }
}

async function drawSaveCompare(journey: Journey, window: Window): Promise<void> {
  await test.step('draw', () => drawTwoBridges(window));
  await test.step('save', async () => {
    await window.press('Control+s');
    await window.files.saveAs(FILE);
    await expect(window.unsaved).toBeHidden();
  });
  await test.step('compare', () => compareRules(journey, window, join(journey.home, FILE)));
  await test.step('look around', () => lookAround(window));
}

const hasNamespace = process.env.BW_IN_NAMESPACE === '1';

if (!hasNamespace) {
  test('two bridges, from an empty canvas to the same rules as the example', async ({ journey }) => {
    await drawSaveCompare(journey, await journey.start());
  });
}

test('two bridges, from an empty canvas to a firewall that stops a man in the middle', async ({ journey }) => {
  test.skip(
    !hasNamespace,
    'the host it deploys to is made of network namespaces, which takes root: run npm test as root',
  );
  test.setTimeout(240_000);
  // What stands in the machine room already: bridges, guests and sshd, and no rules.
  const world = await buildWorld(twoBridges(), 'mytux', { management: MANAGEMENT, mute: true });
  let host: SshHost | undefined;
  try {
    const real = await SshHost.start(world.namespace('mytux'), HOST);
    host = real;
    const agent = await world.frames();
    const window = await journey.open(await journey.serve({ wrap: (argv) => asAdministrator(real, argv) }));
    await drawSaveCompare(journey, window);
    await test.step('say how to reach the host', async () => {
      await window.canvas.select('Host mytux');
      await window.inspector.set('Address', HOST);
      await window.inspector.set('SSH port', '22');
      await window.inspector.set('User', 'root');
    });
    await window.button('Deploy…').click();
    await test.step('meet an impostor', () => meetAnImpostor(window, real));
    await test.step('attack the unguarded host', () => expectUnguarded(world, agent));
    await test.step('deploy', () => deployAndConfirm(window));
    await test.step('attack again', () => expectGuarded(world, agent));
    expect(await real.shell('iptables-save')).toContain('BW_FORWARD');
  } finally {
    await host?.stop();
    await world.destroy();
  }
});
