import type * as Monaco from 'monaco-editor/editor';
import { explainNftLine } from '../../shared/analyse/explain-nft-line.ts';
import { blockFolds } from './block-folds.ts';
import { registerReading } from './register-reading.ts';

export const NFTABLES = 'nftables';

/** A language for the layer-2 table that is written for `nft -f`. */
export function registerNftables(monaco: typeof Monaco): void {
  if (monaco.languages.getLanguages().some(({ id }) => id === NFTABLES)) return;
  monaco.languages.register({ id: NFTABLES });
  monaco.languages.setLanguageConfiguration(NFTABLES, { comments: { lineComment: '#' }, brackets: [['{', '}']] });
  registerReading(monaco, NFTABLES, { folds: blockFolds, explain: explainNftLine });
  monaco.languages.setMonarchTokensProvider(NFTABLES, {
    defaultToken: '',
    verdicts: ['drop', 'accept', 'return', 'reject', 'log'],
    structure: [
      'add',
      'delete',
      'table',
      'set',
      'chain',
      'type',
      'typeof',
      'flags',
      'elements',
      'hook',
      'priority',
      'policy',
    ],
    tokenizer: {
      root: [
        [/^\s*#.*$/, 'comment'],
        [/"[^"]*"/, 'string'],
        [/(jump|goto)(\s+)(\w+)/, ['verdict', 'white', 'chain']],
        [/(chain|set)(\s+)(\w+)/, ['keyword', 'white', 'chain']],
        [/@(?:ll|nh|th),\d+,\d+/, 'option'],
        [/@\w+/, 'chain'],
        [/!=/, 'negation'],
        [/[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}\b/, 'address'],
        [/\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?(?:-\d{1,3}(?:\.\d{1,3}){3})?/, 'address'],
        [/0x[0-9a-fA-F]{16,}(?:-0x[0-9a-fA-F]+)?/, 'address'],
        [/0x[0-9a-fA-F]+|\b\d+\b/, 'number'],
        [/[A-Za-z_][\w-]*/, { cases: { '@verdicts': 'verdict', '@structure': 'keyword', '@default': 'option' } }],
      ],
    },
  });
}
