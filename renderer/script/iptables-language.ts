import type * as Monaco from 'monaco-editor/editor';
import { explainLine } from '../../shared/analyse/explain-line.ts';
import { registerReading } from './register-reading.ts';
import { sectionFolds } from './section-folds.ts';

export const IPTABLES = 'iptables';

/** A language for what the compiler writes: shell scripts of iptables commands, and iptables-restore files. */
export function registerIptables(monaco: typeof Monaco): void {
  if (monaco.languages.getLanguages().some(({ id }) => id === IPTABLES)) return;
  monaco.languages.register({ id: IPTABLES });
  monaco.languages.setLanguageConfiguration(IPTABLES, { comments: { lineComment: '#' } });
  registerReading(monaco, IPTABLES, { folds: sectionFolds, explain: explainLine });
  monaco.languages.setMonarchTokensProvider(IPTABLES, {
    defaultToken: '',
    verdicts: ['ACCEPT', 'DROP', 'REJECT', 'RETURN', 'LOG', 'MARK', 'NFLOG', 'CT', 'NOTRACK'],
    builtIns: ['INPUT', 'OUTPUT', 'FORWARD', 'PREROUTING', 'POSTROUTING'],
    shell: [
      'if',
      'then',
      'else',
      'elif',
      'fi',
      'for',
      'in',
      'do',
      'done',
      'while',
      'case',
      'esac',
      'exit',
      'return',
      'local',
      'set',
      'trap',
      'echo',
    ],
    tokenizer: {
      // One whole-line rule a comment: Monarch never leaves a state on an empty match at the end of a line.
      root: [
        [/^\s*#.*$/, 'comment'],
        [/\s#\s.*$/, 'comment'],
        [/^\*[a-z]+/, 'keyword'],
        [/^COMMIT\b/, 'keyword'],
        [/^:(?=\S)/, 'delimiter', '@chain'],
        [/"(?:[^"\\]|\\.)*"/, 'string'],
        [/'[^']*'/, 'string'],
        [/\$\{?\w+\}?|\$[@*#?]/, 'variable'],
        [/(?<![\w-])(-j|-g|--jump|--goto)(\s+)/, ['option', 'white']],
        [/(?<![\w-])(-A|-I|-N|-P|-F|-X|-D|-E)(?=\s)/, 'command'],
        [/(?<![\w-])--?[a-zA-Z][\w-]*/, 'option'],
        [/(?<=\s)!(?=\s)/, 'negation'],
        [/[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}\b/, 'address'],
        [/\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?(?:-\d{1,3}(?:\.\d{1,3}){3})?/, 'address'],
        [/(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?:\/\d+)?/, 'address'],
        [/[A-Z][A-Za-z0-9_]*(?:_[A-Za-z0-9_]+)+/, 'chain'],
        [/\b(?:ip6?tables(?:-restore|-save)?|ebtables(?:-restore)?|arptables|nft)\b/, 'tool'],
        [
          /[A-Za-z_][\w.]*/,
          { cases: { '@verdicts': 'verdict', '@builtIns': 'chain', '@shell': 'keyword', '@default': '' } },
        ],
        [/\d+/, 'number'],
      ],
      chain: [[/\S+.*$/, 'chain', '@pop']],
    },
  });
}
