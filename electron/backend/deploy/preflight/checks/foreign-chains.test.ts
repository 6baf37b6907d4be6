import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { foreignChains } from './foreign-chains.ts';

const chain = (line: string) => judge(foreignChains, [`foreign-chains.chain ${line}`]);

it('warns of a chain that drops, with the rule that spares the drawn bridges', () => {
  expect(chain('inet theirs fwd forward filter drop yes')).toEqual([
    {
      verdict: 'warning',
      message: expect.stringMatching(
        /^The nftables chain inet theirs fwd on mytux \(hook forward, priority filter\) drops by default/,
      ),
      mend: `Let it accept what these rules judge: nft insert rule inet theirs fwd meta iifname '{ "virbr4" }' accept`,
    },
  ]);
  expect(chain('ip theirs in input 10 accept yes')).toMatchObject([
    { verdict: 'warning', mend: 'Look at it: nft list chain ip theirs in' },
  ]);
});

it('leaves alone what drops nothing, and what is judged by its owner’s check', () => {
  for (const line of [
    'inet theirs fwd forward filter accept no',
    'bridge bridgewarden in prerouting 0 accept yes',
    'inet firewalld filter_FORWARD forward filter+10 accept yes',
  ])
    expect(chain(line)).toMatchObject([{ verdict: 'fine' }]);
});
