import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'empty group in a rule',
    ['warning empty-group', 'warning empty-group'],
    'r1',
    'source.1',
    (d) => {
      d.groups[0].members = [];
    },
  ],
  [
    'not anything',
    ['error negated-any'],
    'r1',
    'not.source',
    (d) => {
      d.policies[0].rules[0].not = { source: true };
      d.policies[0].rules[0].source = [];
    },
  ],
  [
    'not every protocol',
    ['error negated-any'],
    'r1',
    'not.service',
    (d) => {
      d.services.push({ id: 'any-ip', name: 'any IP', protocol: 'ip' });
      d.policies[0].rules[0].not = { service: true };
      d.policies[0].rules[0].service = ['any-ip'];
    },
  ],
];

testMistakes('rules', MISTAKES);
