import type { RuleAtObject } from '../../shared/analyse/rules-at-object.ts';
import type { Id } from '../../shared/document/document.ts';
import type { Finding, RuleRef } from '../../shared/document/finding.ts';
import { canvasControls } from './canvas-controls.ts';
import { currentDocument } from './document-store.ts';
import { findEntry } from './records.ts';
import { useResults } from './results-store.ts';
import { firstRuleLine } from './script-lines.ts';
import { useScript } from './script-store.ts';
import { focusRule, lightUp, select } from './selection-store.ts';
import { showDock, useUi } from './ui-store.ts';

/** Selects an object and brings it into view. */
export function goToRecord(id: Id): void {
  if (!findEntry(currentDocument(), id)) return;
  select([id]);
  canvasControls()?.reveal([id]);
}

/** Shows a rule of the administrator's in the rule table. */
export function goToRule(rule: RuleRef): void {
  useUi.setState({ policy: rule.policy });
  focusRule(rule);
  showDock('rules');
}

/** Shows a compiled rule in the script: in the file that is looked at when it stands there, else in the first that has it. */
export function goToScript({ host, rule, places }: RuleAtObject): void {
  const { file } = useScript.getState();
  const place = places.find((one) => one.file === file) ?? places[0];
  const compiled = useResults.getState().lastHosts.find((one) => one.host === host);
  const text = compiled?.listings[place?.file ?? '']?.text ?? '';
  const line = place && firstRuleLine(text, place.lines);
  useScript.setState({
    host,
    file: place?.file ?? file,
    line,
    reveal: line === undefined ? undefined : { line },
    comparison: undefined,
  });
  lightUp(rule.origin.objects, rule.origin.rule);
  showDock('script');
}

/** Lights up on the canvas what a compiled rule came from and acts at, and brings it into view. */
export function showOnCanvas({ rule }: RuleAtObject): void {
  const document = currentDocument();
  const ids = rule.origin.objects.filter((id) => findEntry(document, id));
  lightUp(ids, rule.origin.rule);
  canvasControls()?.reveal(ids);
}

/** Selects what a finding is about, and shows its rule or brings it into view. */
export function goToFinding({ objects, rule }: Finding): void {
  const document = currentDocument();
  const [first] = objects.filter((id) => findEntry(document, id));
  if (first !== undefined) select([first]);
  if (rule) goToRule(rule);
  else if (first !== undefined) canvasControls()?.reveal([first]);
}
