import { expect, test } from 'vitest';
import { checkDocument } from './check-document.ts';
import { broken, codes, type Raw } from './mistakes.arbitraries.ts';

const MISTAKES: readonly [string, readonly string[], (document: Raw) => void][] = [
  [
    'branch to nowhere',
    ['error branch-without-policy', 'info unused-branch'],
    (d) => {
      delete d.policies[0].rules[3].branch;
    },
  ],
  [
    'branch to a main policy',
    ['error branch-to-main', 'info unused-branch', 'error branch-loop'],
    (d) => {
      d.policies[0].rules[3].branch = 'main';
    },
  ],
  [
    'branch that is not taken',
    ['warning idle-branch'],
    (d) => {
      d.policies[0].rules[3].action = 'deny';
    },
  ],
  [
    'branches in a circle',
    ['error branch-loop'],
    (d) => {
      d.policies[1].rules.push({ id: 'a', action: 'branch', branch: 'spice-vm-2' });
      d.policies[2].rules.push({ id: 'b', action: 'branch', branch: 'spice-vm-1' });
    },
  ],
  [
    'chain name with a blank',
    ['error bad-policy-name'],
    (d) => {
      d.policies[1].name = 'Spice VM 1';
    },
  ],
  [
    'chain name of 29 letters',
    ['error bad-policy-name'],
    (d) => {
      d.policies[1].name = 'x'.repeat(29);
    },
  ],
  [
    'our own prefix',
    ['error bad-policy-name'],
    (d) => {
      d.policies[1].name = 'BW_FORWARD';
    },
  ],
  [
    'name of a target',
    ['error bad-policy-name'],
    (d) => {
      d.policies[1].name = 'ACCEPT';
    },
  ],
  [
    'name of a built-in chain',
    ['error bad-policy-name'],
    (d) => {
      d.policies[1].name = 'FORWARD';
    },
  ],
  [
    'name of a rule chain',
    ['error bad-policy-name'],
    (d) => {
      d.policies[1].name = 'Out_RULE_2';
    },
  ],
  [
    'two branches of one name',
    ['error duplicate-policy-name'],
    (d) => {
      d.policies[2].name = 'Spice_VM_1';
    },
  ],
];

test.each(['F1', 'I9_x', 'O2x', 'RULE_1', 'SSH_RULE_1', 'MY_RULE_12x'])(
  'a branch named %s, which the order check would take for a chain of this program, is to be renamed',
  (name) => {
    const document = broken('office-consoles', (d) => {
      d.policies[1].name = name;
    });
    expect(codes(checkDocument(document))).toEqual(['error bad-policy-name']);
  },
);

test.each(['Fx', 'Frontend_1', 'RULES_1', 'MY_RULE', 'x1'])('a branch may be named %s', (name) => {
  const document = broken('office-consoles', (d) => {
    d.policies[1].name = name;
  });
  expect(codes(checkDocument(document))).toEqual([]);
});

test.each(MISTAKES.map(([name, expected, mistake]) => ({ name, expected, mistake })))(
  '$name',
  ({ expected, mistake }) => {
    expect(codes(checkDocument(broken('office-consoles', mistake)))).toEqual(expected);
  },
);

test('a rule that is switched off is not complained about', () => {
  const document = broken('office-consoles', (d) => {
    d.policies[0].rules[3].enabled = false;
    delete d.policies[0].rules[3].branch;
  });
  expect(codes(checkDocument(document))).toEqual(['info unused-branch']);
});
