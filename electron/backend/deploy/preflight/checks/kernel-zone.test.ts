import { expect, it } from 'vitest';
import { judge, subjectOf } from '../preflight-check.fixture.ts';
import { kernelZone } from './kernel-zone.ts';

const TIMED = subjectOf(undefined, [], '-m time --timestart 08:00 --kerneltz');

it.each([
  ['a host in UTC', ['kernel-zone.offset +0000', 'kernel-zone.systemd yes'], 'fine', /UTC/],
  [
    'systemd with a hardware clock in UTC',
    ['kernel-zone.offset +0100', 'kernel-zone.systemd yes'],
    'warning',
    /UTC\+0100/,
  ],
  [
    'a hardware clock in local time',
    ['kernel-zone.offset +0100', 'kernel-zone.systemd yes', 'kernel-zone.hardware-clock LOCAL'],
    'fine',
    /learned/,
  ],
  ['another init', ['kernel-zone.offset -0500'], 'fine', /UTC-0500/],
])('says by which zone intervals hold on %s', (_, facts, verdict, sentence) => {
  expect(judge(kernelZone, facts, TIMED)).toMatchObject([{ verdict, message: expect.stringMatching(sentence) }]);
});

it('says nothing of rules without an interval', () => {
  expect(judge(kernelZone, ['kernel-zone.offset +0100', 'kernel-zone.systemd yes'])).toEqual([]);
});
