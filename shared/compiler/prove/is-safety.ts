import type { ParsedMatches } from './parse-rules.ts';
import { protocolNumber } from './protocol-number.ts';

const TCP = 6;

/**
 * Whether conditions in a chain are those of a safety rule: loopback, or one administrator's SSH both ways. Only these may stand
 * before the denials of sections 1-4. Over a bridge they name both of its ports and both ends.
 */
export function isSafety(matches: ParsedMatches, chain: string): boolean {
  const hook = chain.replace(/^BW_/, '');
  if (hook === 'INPUT') return matches.inInterface === 'lo' || isWayIn(matches);
  if (hook === 'OUTPUT') return matches.outInterface === 'lo' || isWayBack(matches);
  const named = [matches.physdevIn, matches.physdevOut].every((port) => port !== undefined && !port.endsWith('+'));
  const bothEnds = [matches.source, matches.destination].every((side) => side?.negated === false);
  return named && bothEnds && (isWayIn(matches) || isWayBack(matches));
}

function isWayIn({ protocol, states, source, destinationPorts }: ParsedMatches): boolean {
  return isTcp(protocol) && are(states, ['NEW', 'ESTABLISHED']) && source?.negated === false && isOne(destinationPorts);
}

function isWayBack({ protocol, states, destination, sourcePorts }: ParsedMatches): boolean {
  return (
    isTcp(protocol) && are(states, ['ESTABLISHED', 'RELATED']) && destination?.negated === false && isOne(sourcePorts)
  );
}

function isTcp(protocol: string | undefined): boolean {
  return protocol !== undefined && protocolNumber(protocol) === TCP;
}

function are(states: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return states?.length === wanted.length && wanted.every((state) => states.includes(state));
}

function isOne(ports: ParsedMatches['sourcePorts']): boolean {
  const [only] = ports ?? [];
  return ports?.length === 1 && only !== undefined && only.first === only.last;
}
