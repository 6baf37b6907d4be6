import { expect, it } from 'vitest';
import type { Host } from './document.ts';
import { rollbackSeconds } from './rollback-seconds.ts';

const host = (seconds?: number): Host => ({
  id: 'h',
  name: 'h',
  role: 'hypervisor',
  bridges: [],
  ports: [],
  interfaces: [],
  settings: seconds === undefined ? {} : { rollbackSeconds: seconds },
});

it.each([
  [undefined, 60, 20],
  [300, 300, 20],
  [15, 15, 15],
])('rollbackSeconds %s gives a push %s s and a drill %s s', (seconds, push, drill) => {
  expect(rollbackSeconds(host(seconds))).toBe(push);
  expect(rollbackSeconds(host(seconds), 'drill')).toBe(drill);
});
