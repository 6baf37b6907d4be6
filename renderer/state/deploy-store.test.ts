import { beforeEach, describe, expect, it } from 'vitest';
import { beginDeployment, isDeploying, takeDeployEvent, useDeploy } from './deploy-store.ts';

beforeEach(() => {
  useDeploy.setState({ phase: 'idle', session: undefined });
  beginDeployment('mytux', false);
});

describe('the deployment', () => {
  it('goes from its steps to the question, and to its end', () => {
    takeDeployEvent({ kind: 'step', session: 's', step: 'connect', state: 'running', message: 'Connecting.' });
    expect(useDeploy.getState()).toMatchObject({ phase: 'running', session: 's' });
    takeDeployEvent({ kind: 'awaiting-confirmation', session: 's', seconds: 60, deadline: 99 });
    expect(useDeploy.getState()).toMatchObject({ phase: 'confirming', deadline: 99 });
    expect(isDeploying()).toBe(true);
    takeDeployEvent({ kind: 'ended', session: 's', outcome: 'lapsed', message: 'Nobody confirmed.' });
    expect(useDeploy.getState()).toMatchObject({ phase: 'ended', outcome: 'lapsed', message: 'Nobody confirmed.' });
    expect(useDeploy.getState().deadline).toBeUndefined();
    expect(isDeploying()).toBe(false);
  });

  it('does not listen to an earlier deployment that is still talking', () => {
    takeDeployEvent({ kind: 'output', session: 'new', stream: 'stdout', text: 'hello\n' });
    takeDeployEvent({ kind: 'ended', session: 'old', outcome: 'failed', message: 'late' });
    takeDeployEvent({ kind: 'output', session: 'old', stream: 'stdout', text: 'late\n' });
    expect(useDeploy.getState()).toMatchObject({ phase: 'starting', output: 'hello\n' });
  });
});
