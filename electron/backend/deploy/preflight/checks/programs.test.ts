import { expect, it } from 'vitest';
import { HOST, judge, subjectOf } from '../preflight-check.fixture.ts';
import { programs } from './programs.ts';

it('names what is missing and the packages that have it, each once', () => {
  expect(
    judge(programs, ['programs.missing iptables-restore', 'programs.missing iptables', 'programs.missing awk']),
  ).toEqual([
    {
      verdict: 'stop',
      message: 'mytux lacks iptables-restore, iptables, awk.',
      mend: 'Install what is missing: on Debian, apt-get install iptables mawk',
    },
  ]);
  const versions = [
    'programs.version iptables v1.8.9 (nf_tables)',
    'programs.version ',
    'programs.version nftables v1.0.6',
  ];
  expect(judge(programs, versions)).toMatchObject([
    { verdict: 'fine', message: expect.stringContaining('(iptables v1.8.9 (nf_tables), nftables v1.0.6)') },
  ]);
});

it('asks for what loads the layer-2 rules of this host, and for none without a bridge', () => {
  expect(programs.script(subjectOf())).toContain('ebtables-nft-restore');
  expect(programs.script(subjectOf())).not.toMatch(/ nft[; ]/);
  expect(programs.script(subjectOf({ ...HOST, settings: { backend: 'nftables' } }))).toMatch(/ nft[; ]/);
  const workstation = programs.script(subjectOf({ ...HOST, bridges: [], ports: [] }));
  expect(workstation).not.toMatch(/ nft[; ]|ebtables/);
});
