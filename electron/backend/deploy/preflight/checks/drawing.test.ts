import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { drawing } from './drawing.ts';

const AS_DRAWN = [
  'drawing.ip yes',
  'drawing.interface lo ',
  'drawing.interface virbr4 ',
  'drawing.interface vk42 virbr4',
  'drawing.interface vk43 virbr4',
  'drawing.interface vmh2 ',
  'drawing.address vmh2 192.168.50.1/24',
];
/** As drawn but for some lines. */
const but = (...changes: readonly (readonly [string, string])[]) =>
  judge(
    drawing,
    AS_DRAWN.flatMap((line) => {
      const change = changes.find(([from]) => from === line);
      if (change === undefined) return [line];
      return change[1] === '' ? [] : [change[1]];
    }),
  );

it('is content with what stands where it is drawn', () => {
  expect(but()).toMatchObject([{ verdict: 'fine' }]);
});

it.each([
  ['is not there', 'drawing.interface vk43 virbr4', '', /^vk43: drawn, but not on mytux now/],
  [
    'is in another bridge',
    'drawing.interface vk42 virbr4',
    'drawing.interface vk42 docker0',
    /vk42 .*virbr4.*belongs to docker0/,
  ],
  [
    'is in no bridge',
    'drawing.interface vk42 virbr4',
    'drawing.interface vk42 ',
    /vk42 .*virbr4.*belongs to no bridge/,
  ],
  [
    'is the host’s own but enslaved',
    'drawing.interface vmh2 ',
    'drawing.interface vmh2 br9',
    /vmh2 is drawn as an interface .*belongs to br9/,
  ],
  [
    'has another address',
    'drawing.address vmh2 192.168.50.1/24',
    'drawing.address vmh2 192.168.50.2/24',
    /vmh2 is drawn with 192\.168\.50\.1\/24.*it has 192\.168\.50\.2/,
  ],
  ['has no address', 'drawing.address vmh2 192.168.50.1/24', '', /vmh2 .*it has no address/],
  [
    'was drawn by nobody',
    'drawing.interface lo ',
    'drawing.interface tap7 virbr4',
    /virbr4 of mytux has ports that are not drawn: tap7/,
  ],
])('warns of what %s', (_, from, to, sentence) => {
  expect(but([from, to])).toMatchObject([{ verdict: 'warning', message: expect.stringMatching(sentence) }]);
});

it('says nothing where the host could not tell', () => {
  expect(judge(drawing, [])).toEqual([]);
});
