import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Finding } from '../../shared/document/finding.ts';
import { canvasControls } from '../canvas/gestures/canvas-controls.ts';
import { currentDocument } from '../state/document-store.ts';
import { findEntry, recordTitle } from '../state/records.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { focusRule, select } from '../state/selection-store.ts';
import { showDock, useUi } from '../state/ui-store.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** What check and the compiler have to say, the gravest first; each leads to its object. */
export function ProblemsPanel() {
  const findings = useResults(allFindings);
  const failure = useResults((state) => state.failure);
  if (failure !== undefined) {
    return (
      <div className="panel-empty" role="alert">
        <CircleAlert size={22} aria-hidden />
        <p>The compiler failed on this drawing, which is a defect of the program: {failure}</p>
      </div>
    );
  }
  if (findings.length === 0) {
    return (
      <div className="panel-empty">
        <CircleCheck size={22} aria-hidden />
        <p>No problems. What you draw is checked as you go; what is missing or contradictory appears here.</p>
      </div>
    );
  }
  return (
    <ListBox
      className="problems"
      aria-label="Problems"
      items={findings.map((finding, index) => ({ id: index, finding }))}
      onAction={(key) => {
        const finding = findings[Number(key)];
        if (finding) reveal(finding);
      }}
    >
      {({ id, finding }) => <Problem id={id} finding={finding} />}
    </ListBox>
  );
}

function Problem({ id, finding }: { readonly id: number; readonly finding: Finding }) {
  const Icon = ICONS[finding.severity];
  const [first] = finding.objects;
  const document = currentDocument();
  return (
    <ListBoxItem id={id} className="problem" textValue={finding.message}>
      <Icon size={15} className={`problem-icon is-${finding.severity}`} aria-label={finding.severity} />
      <span className="problem-text">{finding.message}</span>
      {first !== undefined && findEntry(document, first) && (
        <span className="problem-object">{recordTitle(document, first)}</span>
      )}
    </ListBoxItem>
  );
}

/** Selects what the finding is about, and shows its rule or brings it into view. */
function reveal(finding: Finding): void {
  const document = currentDocument();
  const ids = finding.objects.filter((id) => findEntry(document, id));
  const [first] = ids;
  if (first !== undefined) select([first]);
  if (finding.rule) {
    useUi.setState({ policy: finding.rule.policy });
    focusRule(finding.rule);
    showDock('rules');
    return;
  }
  canvasControls()?.reveal(ids.slice(0, 1));
}
