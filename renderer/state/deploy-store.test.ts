import { beforeEach, describe, expect, it } from 'vitest';
import {
  answerDeployment,
  beginDeployment,
  failDeployment,
  forgetDeployments,
  nameDeployment,
  takeDeployEvent,
  underWay,
  useDeploy,
} from './deploy-store.ts';

const of = (host: string) => useDeploy.getState().deployments[host];
const hosts = (phase?: 'confirming') => underWay(useDeploy.getState(), phase).map(({ host }) => host);

beforeEach(() => {
  useDeploy.setState({ deployments: {} });
  beginDeployment('mytux', 'mytux', 'deploy');
});

describe('a deployment', () => {
  it('goes from its steps to the question, and to its end', () => {
    nameDeployment('mytux', 's');
    takeDeployEvent({ kind: 'step', session: 's', step: 'connect', state: 'running', message: 'Connecting.' });
    expect(of('mytux')).toMatchObject({ phase: 'running', session: 's' });
    const before = Date.now();
    takeDeployEvent({ kind: 'awaiting-confirmation', session: 's', seconds: 60 });
    expect(of('mytux')).toMatchObject({ phase: 'confirming', seconds: 60 });
    // By the window's own clock, whatever the backend's says.
    expect((of('mytux')?.deadline ?? 0) - before).toBeGreaterThanOrEqual(60_000);
    expect(hosts('confirming')).toEqual(['mytux']);
    answerDeployment('mytux', 'confirm');
    takeDeployEvent({ kind: 'ended', session: 's', outcome: 'lapsed', message: 'Nobody confirmed.' });
    expect(of('mytux')).toMatchObject({ phase: 'ended', outcome: 'lapsed', message: 'Nobody confirmed.' });
    expect(of('mytux')?.deadline).toBeUndefined();
    expect(of('mytux')?.answered).toBeUndefined();
    expect(hosts()).toEqual([]);
  });

  it('takes what was told of it before the backend had named it, and nothing of an earlier one', () => {
    takeDeployEvent({ kind: 'output', session: 'new', stream: 'stdout', text: 'hello\n' });
    takeDeployEvent({ kind: 'ended', session: 'old', outcome: 'failed', message: 'late' });
    expect(of('mytux')).toMatchObject({ phase: 'starting', output: '' });
    nameDeployment('mytux', 'new');
    takeDeployEvent({ kind: 'output', session: 'old', stream: 'stdout', text: 'late\n' });
    expect(of('mytux')).toMatchObject({ phase: 'running', output: 'hello\n' });
  });

  it('is one at a time for a host', () => {
    expect(beginDeployment('mytux', 'mytux', 'drill')).toBe(false);
    failDeployment('mytux', 'Refused.');
    expect(beginDeployment('mytux', 'mytux', 'drill')).toBe(true);
    expect(of('mytux')).toMatchObject({ kind: 'drill', phase: 'starting' });
    expect(of('mytux')?.message).toBeUndefined();
  });
});

describe('deployments to several hosts', () => {
  it('do not mix up what is told of each, nor does the end of one touch the other', () => {
    beginDeployment('hermes', 'hermes', 'deploy');
    takeDeployEvent({ kind: 'output', session: 'b', stream: 'stdout', text: 'b' });
    takeDeployEvent({ kind: 'output', session: 'a', stream: 'stdout', text: 'a' });
    nameDeployment('mytux', 'a');
    nameDeployment('hermes', 'b');
    expect([of('mytux')?.output, of('hermes')?.output]).toEqual(['a', 'b']);
    takeDeployEvent({ kind: 'ended', session: 'b', outcome: 'failed', message: 'No iptables there.' });
    expect(hosts()).toEqual(['mytux']);
    expect(of('mytux')).toMatchObject({ phase: 'running', output: 'a' });
  });

  it('under way are kept when another document comes, ended ones are not', () => {
    beginDeployment('hermes', 'hermes', 'deploy');
    nameDeployment('mytux', 'a');
    failDeployment('hermes', 'Refused.');
    forgetDeployments();
    expect(Object.keys(useDeploy.getState().deployments)).toEqual(['mytux']);
  });
});
