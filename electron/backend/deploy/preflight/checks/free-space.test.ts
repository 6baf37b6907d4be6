import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { freeSpace } from './free-space.ts';

const ROOM = ['library', 'state'].flatMap((place) => [
  `free-space.${place} 1000000`,
  `free-space.${place}.files 100000`,
  `free-space.${place}.writable yes`,
]);
const but = (from: string, to: string) =>
  judge(
    freeSpace,
    ROOM.map((fact) => (fact === from ? to : fact)),
  );

it('stops where there is no room, no file to be had, or no right to write', () => {
  expect(judge(freeSpace, ROOM)).toMatchObject([{ verdict: 'fine' }]);
  expect(but('free-space.library 1000000', 'free-space.library 100')).toMatchObject([
    { verdict: 'stop', message: expect.stringMatching(/100 KiB left in \/var\/lib, but 549 KiB are needed/) },
  ]);
  expect(but('free-space.state.files 100000', 'free-space.state.files 3')).toMatchObject([
    { verdict: 'stop', message: expect.stringMatching(/3 more files in \/run/) },
  ]);
  expect(but('free-space.state.writable yes', 'free-space.state.writable no')).toMatchObject([
    { verdict: 'stop', message: expect.stringMatching(/\/run of mytux cannot be written to/) },
  ]);
});

it('does not hold it against a file system that it counts no files', () => {
  expect(but('free-space.library.files 100000', 'free-space.library.files ')).toMatchObject([{ verdict: 'fine' }]);
});
