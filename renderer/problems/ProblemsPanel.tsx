import { CircleAlert, CircleCheck, Info, TriangleAlert, Wrench } from 'lucide-react';
import { useMemo } from 'react';
import { Button, GridList, GridListItem, ToggleButton } from 'react-aria-components';
import { mendsFor } from '../../shared/analyse/mends/mends-for.ts';
import type { Finding, Severity } from '../../shared/document/finding.ts';
import { AddFirst } from '../empty/AddFirst.tsx';
import { EmptyPanel } from '../empty/EmptyPanel.tsx';
import { edit, useDocument } from '../state/document-store.ts';
import { goToFinding } from '../state/go-to.ts';
import { findEntry, recordTitle } from '../state/records.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { toggleSeverity, useUi } from '../state/ui-store.ts';

const SEVERITIES = [
  { id: 'error', label: 'Errors', Icon: CircleAlert },
  { id: 'warning', label: 'Warnings', Icon: TriangleAlert },
  { id: 'info', label: 'Hints', Icon: Info },
] as const satisfies readonly { readonly id: Severity; readonly label: string; readonly Icon: typeof Info }[];

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** What check and the compiler have to say, the gravest first; each leads to its object and offers its mend. */
export function ProblemsPanel() {
  const findings = useResults(allFindings);
  const failure = useResults((state) => state.failure);
  const hidden = useUi((state) => state.hiddenSeverities);
  const shown = useMemo(() => findings.filter(({ severity }) => !hidden.includes(severity)), [findings, hidden]);
  if (failure !== undefined) {
    return (
      <div className="panel-empty" role="alert">
        <CircleAlert size={22} aria-hidden />
        <p>The compiler failed on this drawing, which is a defect of the program: {failure}</p>
      </div>
    );
  }
  if (findings.length === 0) return <NoProblems />;
  return (
    <div className="problems-panel">
      <div className="panel-bar" role="toolbar" aria-label="Problems">
        {SEVERITIES.map(({ id, label, Icon }) => (
          <ToggleButton
            key={id}
            className={`severity is-${id}`}
            isSelected={!hidden.includes(id)}
            onChange={() => toggleSeverity(id)}
          >
            <Icon size={13} aria-hidden />
            {label} <span className="severity-count">{findings.filter(({ severity }) => severity === id).length}</span>
          </ToggleButton>
        ))}
      </div>
      <GridList
        className="problems"
        aria-label="Problems"
        items={shown.map((finding, index) => ({ id: index, finding }))}
        onAction={(key) => {
          const finding = shown[Number(key)];
          if (finding) goToFinding(finding);
        }}
        renderEmptyState={() => <p className="empty">None of the kinds that are switched on.</p>}
      >
        {({ id, finding }) => <Problem id={id} finding={finding} />}
      </GridList>
    </div>
  );
}

function NoProblems() {
  const drawn = useDocument(({ hosts, guests }) => hosts.length + guests.length > 0);
  if (drawn) {
    return (
      <div className="panel-empty">
        <CircleCheck size={22} className="is-good" aria-hidden />
        <p>No problems. What you draw is checked as you go; what is missing or contradictory appears here.</p>
      </div>
    );
  }
  return (
    <EmptyPanel tab="problems" actions={<AddFirst kind="bridge" />}>
      <p>
        What you draw is checked as you go: an address that two guests claim, a port that leads nowhere, a rule that
        never applies. Each problem leads to its object, and mostly has a button that mends it.
      </p>
    </EmptyPanel>
  );
}

function Problem({ id, finding }: { readonly id: number; readonly finding: Finding }) {
  const document = useDocument((now) => now);
  const mends = useMemo(() => mendsFor(document, finding), [document, finding]);
  const Icon = ICONS[finding.severity];
  const [first] = finding.objects.filter((one) => findEntry(document, one));
  return (
    <GridListItem id={id} className="problem" textValue={finding.message}>
      <Icon size={15} className={`problem-icon is-${finding.severity}`} role="img" aria-label={finding.severity} />
      <span className="problem-words">
        <span className="problem-text">{finding.message}</span>
        {mends.length > 0 && (
          <span className="problem-mends">
            {mends.map(({ label, apply }) => (
              <Button key={label} className="button is-small" onPress={() => edit(label, apply)}>
                <Wrench size={12} aria-hidden />
                {label}
              </Button>
            ))}
          </span>
        )}
      </span>
      {first !== undefined && <span className="problem-object">{recordTitle(document, first)}</span>}
    </GridListItem>
  );
}
