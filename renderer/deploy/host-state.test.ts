import { describe, expect, it } from 'vitest';
import type { HostStatus } from '../../shared/contract/host-calls.ts';
import { statusNow } from './host-state.ts';

const deployed = { release: 'aaa', at: 1, by: 'maggie@desk', documentName: 'Lab' };
const told = (state: HostStatus['state']): HostStatus => ({ state, message: 'As the host said it.', deployed });

describe('the state of a host, brought up to the drawing', () => {
  it('is changed as soon as something is drawn, and in sync again when that is undone', () => {
    expect(statusNow(told('in-sync'), 'mytux', 'bbb')).toMatchObject({
      state: 'changed',
      message: expect.stringContaining('mytux'),
    });
    expect(statusNow(told('changed'), 'mytux', 'aaa')).toMatchObject({
      state: 'in-sync',
      message: expect.stringContaining('mytux'),
    });
  });

  it('stays as the host said it where the drawing changes nothing about it', () => {
    for (const state of ['in-sync', 'drifted', 'never-deployed', 'unreachable'] as const) {
      expect(statusNow(told(state), 'mytux', 'aaa')).toEqual(told(state));
    }
    // Drift is the kernel's: no drawing mends it.
    expect(statusNow(told('drifted'), 'mytux', 'bbb').state).toBe('drifted');
    // While the drawing has errors there is nothing to compare with.
    expect(statusNow(told('in-sync'), 'mytux', undefined).state).toBe('in-sync');
  });
});
