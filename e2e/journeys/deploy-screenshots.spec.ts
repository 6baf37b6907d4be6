import { AxeBuilder } from '@axe-core/playwright';
import type { DeployStep } from '../../shared/contract/contract.ts';
import { fiveHostsScript } from './five-hosts.ts';
import { expect, type Journey, test } from './journey.ts';
import { RENEWING, takePicture } from './picture.ts';
import type { ScriptedBackend } from './scripted-backend.ts';
import type { Window } from './window.ts';

/** Every state of the Deploy tab, which a host of flesh and blood is in rarely or briefly, is looked at and kept as a picture. */
const LOOKS = [
  { theme: 'Light', width: 1280, height: 800 },
  { theme: 'Dark', width: 1920, height: 1080 },
  { theme: 'Light', width: 1920, height: 1080 },
  { theme: 'Dark', width: 1280, height: 800 },
] as const;

type Look = (name: string, region?: string) => Promise<void>;

for (const { theme, width, height } of LOOKS.slice(0, RENEWING ? 4 : 2)) {
  test(`every state of the Deploy tab can be read in ${theme.toLowerCase()} at ${width} × ${height}`, async ({
    journey,
  }, info) => {
    test.setTimeout(180_000);
    const { window, scripted } = await journey.startScripted(fiveHostsScript(Date.now()));
    await window.page.setViewportSize({ width, height });
    // A colour on its way to another one is not what is to be read.
    await window.page.emulateMedia({ reducedMotion: 'reduce' });
    await window.theme(theme);
    await expect(window.page.getByRole('menu')).toBeHidden();
    const look: Look = async (name, region = '.deploy-panel') => {
      const { violations } = await new AxeBuilder({ page: window.page })
        .include(region)
        // Monaco draws its text apart from what it gives to screen readers.
        .exclude('.monaco-editor')
        .options({ resultTypes: ['violations'] })
        .analyze();
      expect
        .soft(
          violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
          `${name}: what axe finds`,
        )
        .toEqual([]);
      expect.soft(await overhang(window), `${name}: what sticks out of its place`).toEqual([]);
      await takePicture(window.page, `panels/${name}-${theme.toLowerCase()}-${width}`, info);
    };
    await lookAtHost(window, look);
    await lookAtPush(window, scripted, look);
    await lookAtQuestions(window, scripted, journey, look);
  });
}

/** Boxes of the panel whose contents are wider than they are and are cut, where no ellipsis says so. */
function overhang({ page }: Window): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.deploy-panel *, .question *')]
      .filter((one) => !one.closest('.monaco-editor, .hidden-label, .check'))
      // What is there for screen readers alone is a pixel wide.
      .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => !['ellipsis'].includes(getComputedStyle(one).textOverflow))
      .map((one) => `${one.className} (${one.scrollWidth} in ${one.clientWidth})`),
  );
}

async function lookAtHost({ page, deploy, comparison, questions }: Window, look: Look): Promise<void> {
  await page.getByRole('tab', { name: 'Deploy' }).click();
  await expect(deploy.host('mytux')).toContainText('Drifted');
  await look('deploy-hosts');
  await deploy.show('Check');
  await look('deploy-not-checked');
  await deploy.button('Check the host').click();
  await expect(deploy.panel.getByRole('region', { name: 'Stops a deployment' })).toBeVisible();
  await look('deploy-check');
  await deploy.show('Difference');
  await look('deploy-not-compared');
  await deploy.button('Compare now').click();
  await expect(deploy.changes).toContainText('1 changed, 1 added, 1 removed, 1 only moved');
  await look('deploy-rules');
  await page.keyboard.press('Alt+9');
  await deploy.panel.getByRole('radio', { name: 'Text' }).click();
  await expect(comparison.line('192.168.50.14/32')).toBeVisible();
  await expect(deploy.panel.getByText(/^\d+ changes?$/)).toBeVisible();
  await look('deploy-difference');
  await page.keyboard.press('Alt+9');
  await deploy.show('Releases');
  await look('deploy-releases');
  await deploy.button('Stop the firewall…').click();
  await expect(questions.dialog('Stop the firewall of mytux?')).toBeVisible();
  await look('deploy-stop', '.modal');
  await page.keyboard.press('Escape');
  await deploy.show('Drill');
  await look('deploy-drill');
}

const BEFORE_CONFIRMING = ['preflight', 'lock', 'upload', 'check', 'arm', 'start', 'prove'] as const;

async function lookAtPush({ deploy }: Window, scripted: ScriptedBackend, look: Look): Promise<void> {
  const step = (session: string, name: DeployStep, state: 'done' | 'running' | 'failed', message: string) =>
    scripted.emit('deploy', { kind: 'step', session, step: name, state, message });
  await deploy.choose('mytux', 'hermes', 'atlas');
  await deploy.button('Deploy to 3 hosts').click();
  await expect.poll(async () => (await scripted.calls('deploy.start')).length).toBe(3);
  await step('on-hermes', 'connect', 'running', 'Connecting to hermes as admin.');
  await step('on-atlas', 'preflight', 'failed', 'atlas has no iptables-restore.');
  await scripted.emit('deploy', {
    kind: 'ended',
    session: 'on-atlas',
    outcome: 'refused',
    message: 'atlas has no iptables-restore: install the package iptables there, then deploy again.',
  });
  for (const name of BEFORE_CONFIRMING) await step('on-mytux', name, 'done', `The step ${name} went well on mytux.`);
  await step('on-mytux', 'confirm', 'running', 'Waiting for you.');
  const wait = (session: string) => scripted.emit('deploy', { kind: 'awaiting-confirmation', session, seconds: 45 });
  await wait('on-mytux');
  await expect(deploy.countdown).toBeVisible();
  await look('deploy-push');
  await wait('on-hermes');
  await expect(deploy.button('Keep the new rules on 2 hosts')).toBeVisible();
  await look('deploy-keep-all');
  await deploy.button('Keep the new rules on 2 hosts').click();
  await expect.poll(async () => (await scripted.calls('deploy.confirm')).length).toBe(2);
  await step('on-mytux', 'confirm', 'done', 'Confirmed.');
  await scripted.emit('deploy', {
    kind: 'ended',
    session: 'on-mytux',
    outcome: 'confirmed',
    message: 'The new rules run on mytux and start at boot.',
  });
  await expect(deploy.outcome).toBeVisible();
  await look('deploy-kept');
  await deploy.look('spare');
  await look('deploy-no-address');
}

async function lookAtQuestions(
  { questions, page }: Window,
  scripted: ScriptedBackend,
  journey: Journey,
  look: Look,
): Promise<void> {
  await scripted.emit('question', {
    id: 'key',
    host: 'hermes',
    kind: 'unknown-host-key',
    prompt: 'hermes (10.20.0.2) shows a host key that is not known here yet.',
    answer: 'accept',
    hostKey: {
      type: 'ED25519',
      fingerprint: 'SHA256:q0f8m0Zk2Vb3yq8H1n2T9rXw5cUeJdLsGtPa7iOuYkE',
      address: '10.20.0.2',
    },
  });
  await scripted.emit('question', {
    id: 'secret',
    host: 'hermes',
    kind: 'passphrase',
    prompt: `The passphrase of the private key ${journey.home}/.ssh/id_ed25519?`,
    answer: 'secret',
  });
  await expect(questions.dialog('Is this the right host?')).toContainText('1 more question waits.');
  await look('deploy-host-key', '.modal');
  await page.keyboard.press('Escape');
  await expect(questions.dialog('Passphrase of a key')).toBeVisible();
  await look('deploy-passphrase', '.modal');
  await scripted.emit('question-withdrawn', { id: 'secret' });
  await expect(questions.any).toBeHidden();
  expect(await scripted.calls('questions.answer')).toEqual([{ id: 'key', answer: { kind: 'refuse' } }]);
}

test('hosts are deployed to, kept and compared with the keyboard alone', async ({ journey }) => {
  const { window, scripted } = await journey.startScripted(fiveHostsScript(Date.now()));
  const { deploy, page } = window;
  await expect(window.canvas.object('Host mytux')).toBeVisible();
  await window.press('Alt+4');
  await expect(deploy.host('mytux')).toContainText('Drifted');
  await window.press('Alt+Shift+F');
  await expect(deploy.changes).toContainText('1 changed');
  // From the list of what differs, back by the tabs of the host to another one.
  await deploy.panel.getByRole('tab', { name: 'Difference' }).focus();
  await window.press('ArrowLeft');
  await expect(deploy.panel.getByRole('tab', { name: 'Check' })).toHaveAttribute('aria-selected', 'true');
  await deploy.host('hermes').getByRole('button').first().focus();
  await window.press('Enter', 'Alt+Shift+D');
  await expect.poll(() => scripted.calls('deploy.start')).toMatchObject([{ host: 'hermes' }]);
  await scripted.emit('deploy', {
    kind: 'awaiting-confirmation',
    session: 'on-hermes',
    seconds: 60,
  });
  await expect(deploy.countdown).toBeVisible();
  await window.press('Alt+Shift+K');
  await expect.poll(() => scripted.calls('deploy.confirm')).toEqual([{ session: 'on-hermes' }]);
  await expect(page.getByRole('alertdialog')).toBeHidden();
});
