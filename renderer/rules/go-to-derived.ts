import type { RuleAtObject } from '../../shared/analyse/rules-at-object.ts';
import type { Id, Policy } from '../../shared/document/document.ts';
import { hostsOfPolicy } from '../rule-edits/compiled-index.ts';
import { setCursor, useGrid } from '../rule-edits/grid-store.ts';
import { showPolicy } from '../rule-edits/policy-commands.ts';
import { shownPolicy } from '../rule-edits/shown-table.ts';
import { derivedKey } from '../rule-edits/table-lines.ts';
import { currentDocument } from '../state/document-store.ts';
import { useResults } from '../state/results-store.ts';
import { showDock } from '../state/ui-store.ts';

/** The policy around which the compiled rules of a host are listed: the one shown, when it runs there. */
export function policyAround(host: Id): Policy | undefined {
  const document = currentDocument();
  const hosts = useResults.getState().lastHosts;
  const runs = (policy: Policy) => hostsOfPolicy(hosts, document, policy).some((one) => one.host === host);
  const shown = shownPolicy(document);
  return shown && runs(shown) ? shown : document.policies.find(runs);
}

/** Shows a derived rule in the rule table, in its section, which is unfolded. */
export function goToDerived({ host, rule }: RuleAtObject): void {
  const policy = policyAround(host);
  if (policy === undefined) return;
  showPolicy(policy.id);
  showDock('rules');
  useGrid.setState(({ opened }) => ({ host, opened: new Set([...opened, `section:${rule.section}`]) }));
  // One frame in which the table is drawn, one for its rows.
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      setCursor({ line: derivedKey(rule), column: useGrid.getState().cursor?.column ?? 'source' }),
    ),
  );
}
