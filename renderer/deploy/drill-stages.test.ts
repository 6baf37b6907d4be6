import { describe, expect, it } from 'vitest';
import type { DeployEvent, DeployStep } from '../../shared/contract/contract.ts';
import { beginDeployment, nameDeployment, takeDeployEvent, useDeploy } from '../state/deploy-store.ts';
import { drillStages } from './drill-stages.ts';

const states = () => drillStages(useDeploy.getState().deployments.mytux).map(({ state }) => state);
const take = (event: Omit<Extract<DeployEvent, { kind: 'step' }>, 'kind' | 'session' | 'message'>) =>
  takeDeployEvent({ kind: 'step', session: 's', message: '', ...event });
const done = (...steps: DeployStep[]) => {
  for (const step of steps) take({ step, state: 'done' });
};
const end = (outcome: 'drill-passed' | 'failed') =>
  takeDeployEvent({ kind: 'ended', session: 's', outcome, message: '' });

function begin(): void {
  useDeploy.setState({ deployments: {} });
  beginDeployment('mytux', 'mytux', 'drill');
  nameDeployment('mytux', 's');
}

describe('the stages of a drill', () => {
  it('lie ahead before it began', () => {
    expect(drillStages(undefined).map(({ state }) => state)).toEqual(['ahead', 'ahead', 'ahead', 'ahead']);
  });

  it('are reached one after the other; loaded is not locked out before that was tried', () => {
    begin();
    expect(states()).toEqual(['now', 'ahead', 'ahead', 'ahead']);
    done('connect', 'arm');
    expect(states()).toEqual(['done', 'now', 'ahead', 'ahead']);
    done('start');
    expect(states()).toEqual(['done', 'now', 'ahead', 'ahead']);
    done('prove');
    expect(states()).toEqual(['done', 'done', 'now', 'ahead']);
    end('drill-passed');
    expect(states()).toEqual(['done', 'done', 'done', 'done']);
  });

  it('say where a drill has failed', () => {
    begin();
    done('arm', 'start');
    end('failed');
    expect(states()).toEqual(['done', 'failed', 'ahead', 'ahead']);
  });
});
