import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { legacyTables } from './legacy-tables.ts';

it('warns of rules that our tools do not show, either way round', () => {
  expect(judge(legacyTables, ['legacy-tables.ours nft', 'legacy-tables.table iptables-legacy filter 3'])).toMatchObject(
    [{ verdict: 'warning', message: expect.stringMatching(/legacy tables beside.*iptables-legacy filter \(3\)/) }],
  );
  expect(judge(legacyTables, ['legacy-tables.ours legacy', 'legacy-tables.table ip-nft filter ?'])).toMatchObject([
    { verdict: 'warning', message: expect.stringMatching(/nf_tables tables beside the legacy ones: ip-nft filter\./) },
  ]);
});

it('does not mind empty tables', () => {
  expect(judge(legacyTables, ['legacy-tables.ours nft', 'legacy-tables.table iptables-legacy filter 0'])).toMatchObject(
    [{ verdict: 'fine' }],
  );
});
