import { splitWords } from '../compiler/prove/split-words.ts';
import { ARGUMENT_WORDS, CHAIN_WORDS, MODULE_WORDS, TARGET_WORDS } from './argument-words.ts';

/** One argument of a rule with what it means; columns are counted from 0, `to` is behind the last character. */
export interface ExplainedPart {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** A line of a compiled script, said in words. */
export interface ExplainedLine {
  readonly summary: string;
  readonly parts: readonly ExplainedPart[];
  /** Arguments that nothing is known about: none in what the compiler emits. */
  readonly unknown: readonly string[];
}

/**
 * Says in words what a line of iptables, ip6tables or ebtables means: each of its arguments, and all of it in a sentence.
 * `undefined` for a line that is none.
 */
export function explainLine(line: string): ExplainedLine | undefined {
  const tokens = tokensOf(line);
  const [first, second] = tokens;
  if (first === undefined) return undefined;
  if (first.text.startsWith(':') && first.text.length > 1) {
    return plain(line, `Declares the chain ${first.text.slice(1)}, empty.`);
  }
  if (/^\*[a-z]+$/.test(first.text)) return plain(line, `What follows is for the table ${first.text.slice(1)}.`);
  if (line === 'COMMIT') return plain(line, 'Puts all of it in force at once, or nothing of it.');
  const command = /^(\$IP6?TABLES|ip6?tables|ebtables)$/.test(first.text) ? second : first;
  if (command?.text === '-N') {
    return plain(line, `Creates the chain ${tokens[tokens.indexOf(command) + 1]?.text ?? ''}, empty.`);
  }
  if (command?.text !== '-A') return undefined;
  return explainRule(tokens.slice(tokens.indexOf(command)));
}

function explainRule(tokens: readonly Token[]): ExplainedLine {
  const chain = tokens[1]?.text ?? '';
  const parts: ExplainedPart[] = [];
  const conditions: string[] = [];
  const effects: string[] = [];
  const unknown: string[] = [];
  let verdict = '';
  const say = (from: Token | undefined, to: Token | undefined, words: string) => {
    if (from && to) parts.push({ from: from.from, to: to.to, words });
  };
  say(tokens[0], tokens[1], `At the end of the chain ${chain}${CHAIN_WORDS[chain] ? `: ${CHAIN_WORDS[chain]}` : ''}`);
  let next = 2;
  while (next < tokens.length) {
    const begin = next;
    let negated = tokens[next]?.text === '!';
    if (negated) next += 1;
    const flag = tokens[next]?.text ?? '';
    next += 1;
    // ebtables puts the sign behind the flag.
    if (tokens[next]?.text === '!') {
      negated = true;
      next += 1;
    }
    const value = tokens[next]?.text ?? '';
    if (flag === '-j') {
      next += 1;
      verdict = TARGET_WORDS[value] ?? `goes on in the chain ${value}`;
      say(tokens[begin], tokens[next - 1], `It ${verdict}`);
      continue;
    }
    if (flag === '-m') {
      next += 1;
      say(tokens[begin], tokens[next - 1], MODULE_WORDS[value] ?? `Uses the match ${value}`);
      continue;
    }
    const known = ARGUMENT_WORDS[flag];
    if (known === undefined) {
      unknown.push(flag);
      continue;
    }
    if (known.takes === 'value') next += 1;
    const words = known.words(value, negated);
    (known.about === 'effect' ? effects : conditions).push(words);
    say(tokens[begin], tokens[next - 1], words);
  }
  const who = conditions.length === 0 ? 'Everything' : `What ${conditions.join(' and ')}`;
  const how = effects.length === 0 ? '' : ` (${effects.join(', ')})`;
  const where = CHAIN_WORDS[chain] === undefined ? '' : ` Probed for ${CHAIN_WORDS[chain]}.`;
  return { summary: `${who} ${verdict}${how}.${where}`, parts, unknown };
}

interface Token {
  /** Without its quotes. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function tokensOf(line: string): readonly Token[] {
  return [...line.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g)].map((match) => ({
    text: splitWords(match[0])[0] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function plain(line: string, summary: string): ExplainedLine {
  return { summary, parts: [{ from: 0, to: line.length, words: summary }], unknown: [] };
}
