import { ListPlus, Plus, Settings2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Policy } from '../../shared/document/document.ts';
import { addPolicy, addRule } from '../../shared/document/edits/policy-edits.ts';
import { deployHost } from '../actions/deploy-actions.ts';
import { IconButton } from '../app/IconButton.tsx';
import { InlineSelect } from '../app/InlineSelect.tsx';
import { edit, useDocument } from '../state/document-store.ts';
import { focusRule, select } from '../state/selection-store.ts';
import { useUi } from '../state/ui-store.ts';
import { RuleRow } from './RuleRow.tsx';

/** The administrator's own rules: what may pass beyond what the drawing derives. */
export function RulesPanel() {
  const policies = useDocument((document) => document.policies);
  const hosts = useDocument((document) => document.hosts.length);
  const chosen = useUi((state) => state.policy);
  const policy = policies.find((one) => one.id === chosen) ?? policies[0];
  if (!policy) {
    return (
      <div className="panel-empty">
        <ListPlus size={22} aria-hidden />
        <p>
          Without rules of your own nothing is accepted: guests are kept to their own addresses and cannot talk to each
          other. Add a policy to let something through.
        </p>
        <Button className="button is-primary" isDisabled={hosts === 0} onPress={() => newPolicy('main')}>
          <Plus size={14} aria-hidden />
          Add policy
        </Button>
        {hosts === 0 && <p className="row-hint">Draw a bridge or a host first.</p>}
      </div>
    );
  }
  return (
    <div className="rules-panel">
      <div className="panel-bar" role="toolbar" aria-label="Rules">
        <InlineSelect
          label="Policy"
          value={policy.id}
          choices={policies.map((one) => ({ id: one.id, label: one.name }))}
          onChange={(id) => useUi.setState({ policy: id })}
        />
        <IconButton label={`Properties of ${policy.name}`} onPress={() => select([policy.id])}>
          <Settings2 size={15} aria-hidden />
        </IconButton>
        <Button className="button is-small" onPress={() => newRule(policy)}>
          <Plus size={13} aria-hidden />
          Add rule
        </Button>
        <span className="panel-bar-space" />
        <Button className="button is-small is-quiet" onPress={() => newPolicy('main')}>
          Add policy
        </Button>
        <Button className="button is-small is-quiet" onPress={() => newPolicy('branch')}>
          Add branch
        </Button>
      </div>
      <div className="rules-scroll">
        <table className="rules" aria-label={`Rules of ${policy.name}`}>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">On</th>
              <th scope="col">Source</th>
              <th scope="col">Destination</th>
              <th scope="col">Service</th>
              <th scope="col">Action</th>
              <th scope="col">Log</th>
              <th scope="col">Comment</th>
              <th scope="col">
                <span className="hidden-label">Buttons</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {policy.rules.map((rule, index) => (
              <RuleRow key={rule.id} policy={policy} rule={rule} index={index} />
            ))}
          </tbody>
        </table>
        {policy.rules.length === 0 && (
          <p className="empty">No rules yet: nothing is accepted. Add a rule and choose who may reach whom.</p>
        )}
      </div>
    </div>
  );
}

function newPolicy(kind: Policy['kind']): void {
  const host = deployHost();
  if (host === undefined) return;
  let id = '';
  edit(kind === 'main' ? 'Add policy' : 'Add branch', (document) => {
    const added = addPolicy(document, kind, host);
    id = added.id;
    return added.document;
  });
  useUi.setState({ policy: id });
}

function newRule(policy: Policy): void {
  let id = '';
  edit('Add rule', (document) => {
    const added = addRule(document, policy.id);
    id = added.id;
    return added.document;
  });
  focusRule({ policy: policy.id, rule: id });
}
