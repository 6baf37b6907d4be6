import type { Document, Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { EmittedRules } from '../emit/emit-family.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { authorOrder } from './author-order.ts';
import { checkTable } from './check-order.ts';
import type { OrderViolation } from './order-violation.ts';
import { type ParsedTable, parseRules } from './parse-rules.ts';

/**
 * The order contract, held against every text that is emitted. A violation is a mistake of the compiler and not of the
 * drawing, and its rules must not reach a host: it is an error like any other.
 */
export function orderFindings(
  document: Document,
  host: Host,
  emitted: readonly EmittedRules[],
  rules: readonly NumberedRule[],
): Finding[] {
  const listings = emitted.flatMap(({ restore, script }) => [restore, script]);
  const texts = new Map(listings.map((listing) => [listing.text, listing]));
  return [...texts].flatMap(([text, listing]) =>
    violations(parseRules(text), listing).map(
      ({ message }): Finding => ({
        code: 'order-contract',
        severity: 'error',
        message: `The compiled rules of ${host.name} are in a wrong order, which is a mistake of this program; please report it. ${message}`,
        objects: [host.id],
      }),
    ),
  );

  function violations(table: ParsedTable, listing: Listing): OrderViolation[] {
    return [...checkTable(table, undefined, rules), ...authorOrder(table, listing, rules, document, host)];
  }
}
