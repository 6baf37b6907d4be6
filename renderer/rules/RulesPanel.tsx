import { Plus, Settings2 } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { Policy } from '../../shared/document/document.ts';
import { hasErrors } from '../../shared/document/finding.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { InlineSelect } from '../controls/InlineSelect.tsx';
import { AddFirst } from '../empty/AddFirst.tsx';
import { EmptyPanel } from '../empty/EmptyPanel.tsx';
import { hostsOfPolicy } from '../rule-edits/compiled-index.ts';
import { resetGrid, useGrid } from '../rule-edits/grid-store.ts';
import { newPolicy } from '../rule-edits/policy-commands.ts';
import { insertRule } from '../rule-edits/rule-commands.ts';
import { shownHost } from '../rule-edits/shown-table.ts';
import { useDocument } from '../state/document-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { select } from '../state/selection-store.ts';
import { showDock, useUi } from '../state/ui-store.ts';
import { CellEditor } from './CellEditor.tsx';
import { CompiledRule } from './CompiledRule.tsx';
import { PolicyPicker } from './PolicyPicker.tsx';
import { PolicyShelf } from './PolicyShelf.tsx';
import { RuleMenu } from './RuleMenu.tsx';
import { RuleTable } from './RuleTable.tsx';
import { TableFoot } from './TableFoot.tsx';
import { TransferDialog } from './TransferDialog.tsx';

/** The administrator's own rules, in their place within the whole order. */
export function RulesPanel() {
  const policies = useDocument((document) => document.policies);
  const chosen = useUi((state) => state.policy);
  const policy = policies.find((one) => one.id === chosen) ?? policies[0];
  if (policy) return <PolicyTable policy={policy} />;
  return <NoPolicy />;
}

function NoPolicy() {
  const drawn = useDocument((document) => document.hosts.length > 0);
  return (
    <EmptyPanel
      tab="rules"
      actions={
        drawn ? (
          <Button className="button is-primary" onPress={() => newPolicy('main')}>
            <Plus size={14} aria-hidden />
            Add policy
          </Button>
        ) : (
          <AddFirst kind="bridge" />
        )
      }
    >
      <p>
        {drawn
          ? 'Without rules of your own nothing is accepted: guests are kept to their own addresses and cannot talk to each other. Add a policy to let something through.'
          : 'Here your own rules say what is let through, between the denials that the drawing makes by itself. They name what is drawn, so draw something first.'}
      </p>
    </EmptyPanel>
  );
}

function PolicyTable({ policy }: { readonly policy: Policy }) {
  const document = useDocument((now) => now);
  const compiled = useResults((state) => state.lastHosts);
  const wanted = useGrid((state) => state.host);
  const host = shownHost(compiled, document, policy, wanted);
  const running = hostsOfPolicy(compiled, document, policy);
  // Whichever way another policy came to be shown: nothing of the last one stays chosen.
  useEffect(() => {
    const { cursor } = useGrid.getState();
    const known = new Set(policy.rules.map(({ id }) => `rule:${id}`));
    if (cursor?.line.startsWith('rule:') && !known.has(cursor.line)) resetGrid();
  }, [policy]);
  return (
    <div className="rules-panel">
      <div className="panel-bar" role="toolbar" aria-label="Rules">
        <PolicyPicker policy={policy} />
        <IconButton label={`Properties of ${policy.name}`} onPress={() => select([policy.id])}>
          <Settings2 size={15} aria-hidden />
        </IconButton>
        <Button className="button is-small" onPress={() => insertRule('end')}>
          <Plus size={13} aria-hidden />
          Add rule
        </Button>
        <span className="panel-bar-space" />
        <Staleness />
        {running.length > 1 && host && (
          <InlineSelect
            label="Numbers of"
            value={host.host}
            choices={running.map((one) => ({ id: one.host, label: one.name }))}
            onChange={(id) => useGrid.setState({ host: id })}
          />
        )}
      </div>
      <RuleMenu>
        <RuleTable key={policy.id} policy={policy} host={host} />
      </RuleMenu>
      <PolicyShelf shown={policy.id} />
      <TableFoot />
      <CellEditor policy={policy} />
      <CompiledRule policy={policy} host={host} />
      <TransferDialog policy={policy} />
    </div>
  );
}

/** Says so when the numbers and derived rules are not those of the drawing. */
function Staleness() {
  const errors = useResults((state) => hasErrors(allFindings(state)));
  const shown = useResults((state) => state.lastHosts.length > 0);
  if (!errors) return undefined;
  return (
    <button type="button" className="stale" onClick={() => showDock('problems')}>
      {shown ? 'Numbers of the last good script' : 'Not compiled: the drawing has errors'}
    </button>
  );
}
