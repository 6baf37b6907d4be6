import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import { CallError } from '../../shared/contract/errors.ts';
import { emptyDocument, type Host } from '../../shared/document/document.ts';
import { connectFake, type FakeClient, fakeClient } from '../backend/fake-client.fixture.ts';
import { forgetAllAnswers } from '../state/asked-store.ts';
import { takeDeployEvent, useDeploy } from '../state/deploy-store.ts';
import { useDeployView } from '../state/deploy-view-store.ts';
import { currentDocument, loadDocument } from '../state/document-store.ts';
import { takeResult } from '../state/results-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { DeployPanel } from './DeployPanel.tsx';

// Monaco needs a real browser.
vi.mock('../script/DiffEditor.tsx', () => ({ DiffEditor: () => undefined }));
vi.stubGlobal('CSS', { escape: (text: string) => text });
Element.prototype.scrollIntoView = () => undefined;

const host = (name: string, address?: string): Host => ({
  id: name,
  name,
  role: 'hypervisor',
  ...(address === undefined ? {} : { connection: { address } }),
  bridges: [],
  ports: [],
  interfaces: [],
});
const compiled = (name: string): CompiledHost => ({
  host: name,
  name,
  hash: `hash-of-${name}`,
  rules: [],
  script: { text: '', lines: [], objects: [] },
  listings: {},
  files: [],
});

let fake: FakeClient;

function show(...hosts: Host[]): void {
  loadDocument({ ...emptyDocument('Lab'), hosts });
  takeResult(currentDocument(), { hosts: hosts.map(({ name }) => compiled(name)), findings: [] });
  render(<DeployPanel />);
}

const row = (name: string) => {
  const found = screen
    .getAllByRole('listitem')
    .find((one) => within(one).queryByRole('button', { name: new RegExp(`^${name}`) }));
  if (!found) throw new Error(`no row for ${name}`);
  return found;
};

beforeEach(() => {
  forgetAllAnswers();
  useDeploy.setState({ deployments: {} });
  useDeployView.setState({ host: undefined, ticked: [], view: 'progress', probeGuests: false });
  fake = fakeClient({
    'hosts.status': ({ host: name }: { host: string }) => {
      if (name === 'iris') throw new CallError('io', 'iris is not among the hosts.');
      return { state: name === 'mytux' ? 'drifted' : 'in-sync', message: `Told by ${name}.` };
    },
    'deploy.start': ({ host: name }: { host: string }) => ({ session: `on-${name}` }),
  });
  connectFake(fake);
});
afterEach(cleanup);

describe('the hosts', () => {
  it('are asked what they run when the tab is opened, each for itself', async () => {
    show(host('mytux', '10.0.0.1'), host('hermes', '10.0.0.2'), host('iris', '10.0.0.3'), host('spare'));
    await waitFor(() => expect(row('mytux').textContent).toContain('Drifted'));
    expect(row('hermes').textContent).toContain('In sync');
    expect(row('iris').textContent).toContain('No answer');
    expect(row('spare').textContent).toContain('Set its address');
    expect(fake.calls.filter(({ call }) => call === 'hosts.status')).toHaveLength(3);
    expect(screen.getByRole('status').textContent).toBe('Told by mytux.');
  });

  it('that say nothing of how they are reached are told how to', () => {
    show(host('mytux'));
    fireEvent.click(screen.getByRole('button', { name: 'Set the address of mytux' }));
    expect(useSelection.getState().ids).toEqual(['mytux']);
    expect(fake.calls).toEqual([]);
  });
});

describe('a push to several hosts', () => {
  async function push(): Promise<void> {
    show(host('mytux', '10.0.0.1'), host('hermes', '10.0.0.2'), host('atlas', '10.0.0.3'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all hosts' }));
    fireEvent.click(screen.getByRole('button', { name: 'Deploy to 3 hosts' }));
    await waitFor(() => expect(useDeploy.getState().deployments.atlas?.session).toBe('on-atlas'));
  }
  const wait = (name: string) =>
    takeDeployEvent({
      kind: 'awaiting-confirmation',
      session: `on-${name}`,
      seconds: 60,
    });

  it('starts one deployment for each, with what was previewed of it', async () => {
    await push();
    const started = fake.calls.filter(({ call }) => call === 'deploy.start').map(({ params }) => params);
    expect(started).toMatchObject([
      { host: 'mytux', expectedHash: 'hash-of-mytux' },
      { host: 'hermes', expectedHash: 'hash-of-hermes' },
      { host: 'atlas', expectedHash: 'hash-of-atlas' },
    ]);
  });

  it('goes on where it goes well: the failure of one says its sentence at that one', async () => {
    await push();
    act(() => {
      takeDeployEvent({ kind: 'ended', session: 'on-hermes', outcome: 'refused', message: 'hermes has no iptables.' });
      wait('mytux');
      wait('atlas');
    });
    expect(row('hermes').textContent).toContain('hermes has no iptables.');
    expect(within(row('mytux')).getByRole('timer')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Keep the new rules on mytux' }));
    expect(fake.calls.filter(({ call }) => call === 'deploy.confirm')).toMatchObject([
      { params: { session: 'on-mytux' } },
    ]);
  });

  it('names the guests that fell silent where the new rules can be kept, once it was asked to ping them', async () => {
    show(host('mytux', '10.0.0.1'));
    fireEvent.click(screen.getByRole('checkbox', { name: /^ping them from the host/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Deploy to mytux' }));
    await waitFor(() => expect(useDeploy.getState().deployments.mytux?.session).toBe('on-mytux'));
    expect(fake.calls.find(({ call }) => call === 'deploy.start')?.params).toMatchObject({ probeGuests: true });
    act(() => {
      takeDeployEvent({ kind: 'silent-guests', session: 'on-mytux', guests: ['kali3', 'kali5'] });
      wait('mytux');
    });
    expect(screen.getByRole('alert').textContent).toContain(
      'kali3, kali5 answered the host before and are silent now.',
    );
  });

  it('is kept on all that wait by one press, and rolled back on all that run by another', async () => {
    await push();
    act(() => {
      wait('mytux');
      wait('atlas');
    });
    fireEvent.click(screen.getByRole('button', { name: 'Keep the new rules on 2 hosts' }));
    const sessions = (call: string) => fake.calls.filter((one) => one.call === call).map(({ params }) => params);
    expect(sessions('deploy.confirm')).toEqual([{ session: 'on-mytux' }, { session: 'on-atlas' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Roll back all' }));
    // Those that were kept are not rolled back by the same breath.
    expect(sessions('deploy.cancel')).toEqual([{ session: 'on-hermes' }]);
  });
});
