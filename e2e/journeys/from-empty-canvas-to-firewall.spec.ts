import { asAdministrator } from '../ssh/as-administrator.ts';
import { HOST, MANAGEMENT, twoBridges } from '../ssh/documents.ts';
import { SshHost } from '../ssh/ssh-host.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { buildWorld, type World } from '../world/world.ts';
import { drawSaveCompare } from './draw-save-compare.ts';
import { expect, test } from './journey.ts';
import { sendFrames } from './send-frames.ts';
import type { Window } from './window.ts';

/** A wrong key is refused, and the host is left as it was. */
async function meetAnImpostor({ deploy }: Window, host: SshHost): Promise<void> {
  const before = await host.rules();
  host.know('wrong');
  await deploy.start.click();
  await expect(deploy.outcome).toContainText('nothing was changed');
  await expect(deploy.outcome).toContainText('host key');
  expect(await host.rules()).toBe(before);
  host.know('right');
}

/** The rules and chains that the kernel holds; a table that was loaded and emptied again does not count. */
async function loaded(host: SshHost): Promise<string[]> {
  return (await host.rules()).split('\n').filter((line) => line.startsWith('-') || line.startsWith(':BW'));
}

/** She thinks better of it: the rules that ran before run again. */
async function deployAndRollBack({ deploy }: Window, host: SshHost): Promise<void> {
  const before = await loaded(host);
  await deploy.start.click();
  await expect(deploy.countdown).toBeVisible({ timeout: 60_000 });
  expect(await loaded(host)).not.toEqual(before);
  await deploy.rollBack.click();
  await expect(deploy.outcome).toContainText('the rules that it had before', { timeout: 30_000 });
  await expect(deploy.outcome).toContainText('that was verified');
  expect(await loaded(host)).toEqual(before);
}

async function deployAndConfirm({ deploy }: Window): Promise<void> {
  await deploy.start.click();
  await expect(deploy.countdown).toHaveText(/^[1-5]?\d$/, { timeout: 60_000 });
  for (const step of ['Connect', 'Upload', 'Arm the way back', 'Start the new rules', 'Prove it can be reached']) {
    await expect(deploy.step(step, 'done')).toBeVisible();
  }
  await deploy.keep.click();
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

const hasNamespace = process.env.BW_IN_NAMESPACE === '1';

if (!hasNamespace) {
  test('two bridges, from an empty canvas to the same rules as the example', async ({ journey }) => {
    await drawSaveCompare(await journey.start(), journey.home);
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
    await drawSaveCompare(window, journey.home);
    await test.step('say how to reach the host', async () => {
      await window.canvas.select('Host mytux');
      await window.inspector.set('Address', HOST);
      await window.inspector.set('SSH port', '22');
      await window.inspector.set('User', 'root');
    });
    await window.button('Deploy…').click();
    await test.step('meet an impostor', () => meetAnImpostor(window, real));
    await test.step('attack the unguarded host', () => expectUnguarded(world, agent));
    await test.step('deploy and roll back', () => deployAndRollBack(window, real));
    await test.step('deploy', () => deployAndConfirm(window));
    await test.step('attack again', () => expectGuarded(world, agent));
    expect(await real.shell('iptables-save')).toContain('BW_FORWARD');
    await window.press('Control+s');
    await expect(window.unsaved).toBeHidden();
    await window.fileMenu('Office consoles');
    // What became of this document's host says nothing about the next one's.
    await expect(window.deploy.outcome).toBeHidden();
  } finally {
    await host?.stop();
    await world.destroy();
  }
});
