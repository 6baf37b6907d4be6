import { ArrowDown, ArrowUp, Check, Copy, Trash2 } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { Policy, Rule } from '../../shared/document/document.ts';
import { duplicateRule, moveRule, removeRules, updateRule } from '../../shared/document/edits/policy-edits.ts';
import { IconButton } from '../app/IconButton.tsx';
import { edit } from '../state/document-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { focusRule, useSelection } from '../state/selection-store.ts';
import { ActionCell } from './ActionCell.tsx';
import { CommentCell } from './CommentCell.tsx';
import { ObjectCell } from './ObjectCell.tsx';

interface RuleRowProps {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly index: number;
}

/** One rule of the table. */
export function RuleRow({ policy, rule, index }: RuleRowProps) {
  const number = index + 1;
  const ref = { policy: policy.id, rule: rule.id };
  const focused = useSelection((state) => state.rule?.policy === ref.policy && state.rule.rule === ref.rule);
  const finding = useResults((state) =>
    allFindings(state).find((one) => one.rule?.policy === ref.policy && one.rule.rule === ref.rule),
  );
  const off = rule.enabled === false;
  const classes = ['rule-row', focused && 'is-focused', off && 'is-off', finding && `has-${finding.severity}`];
  return (
    <>
      <tr
        className={classes.filter(Boolean).join(' ')}
        aria-label={`Rule ${number}`}
        onFocus={() => !focused && focusRule(ref)}
      >
        <td className="rule-number">{number}</td>
        <td>
          <Tick
            label={`Rule ${number} enabled`}
            isSelected={!off}
            onChange={(on) =>
              edit(`${on ? 'Switch on' : 'Switch off'} rule ${number}`, (now) =>
                updateRule(now, ref, { enabled: on ? undefined : false }),
              )
            }
          />
        </td>
        <td>
          <ObjectCell policy={policy} rule={rule} number={number} field="source" />
        </td>
        <td>
          <ObjectCell policy={policy} rule={rule} number={number} field="destination" />
        </td>
        <td>
          <ObjectCell policy={policy} rule={rule} number={number} field="service" />
        </td>
        <td>
          <ActionCell policy={policy} rule={rule} number={number} />
        </td>
        <td>
          <Tick
            label={`Log rule ${number}`}
            isSelected={rule.log ?? false}
            onChange={(on) =>
              edit(`${on ? 'Log' : 'Do not log'} rule ${number}`, (now) =>
                updateRule(now, ref, { log: on ? true : undefined }),
              )
            }
          />
        </td>
        <td>
          <CommentCell policy={policy} rule={rule} number={number} />
        </td>
        <td className="rule-buttons">
          <div className="rule-buttons-row">
            <IconButton
              label={`Move rule ${number} up`}
              className="is-tiny"
              isDisabled={index === 0}
              onPress={() => edit(`Move rule ${number} up`, (now) => moveRule(now, ref, index - 1))}
            >
              <ArrowUp size={13} aria-hidden />
            </IconButton>
            <IconButton
              label={`Move rule ${number} down`}
              className="is-tiny"
              isDisabled={index === policy.rules.length - 1}
              onPress={() => edit(`Move rule ${number} down`, (now) => moveRule(now, ref, index + 1))}
            >
              <ArrowDown size={13} aria-hidden />
            </IconButton>
            <IconButton
              label={`Duplicate rule ${number}`}
              className="is-tiny"
              onPress={() => edit(`Duplicate rule ${number}`, (now) => duplicateRule(now, ref).document)}
            >
              <Copy size={13} aria-hidden />
            </IconButton>
            <IconButton
              label={`Delete rule ${number}`}
              className="is-tiny"
              onPress={() => edit(`Delete rule ${number}`, (now) => removeRules(now, [ref]))}
            >
              <Trash2 size={13} aria-hidden />
            </IconButton>
          </div>
        </td>
      </tr>
      {finding && (
        <tr className="rule-finding-row">
          <td />
          <td colSpan={8} className={`row-finding is-${finding.severity}`}>
            {finding.message}
          </td>
        </tr>
      )}
    </>
  );
}

interface TickProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (on: boolean) => void;
}

function Tick({ label, isSelected, onChange }: TickProps) {
  return (
    <Checkbox className="check is-lone" aria-label={label} isSelected={isSelected} onChange={onChange}>
      <span className="check-box" aria-hidden>
        <Check size={12} strokeWidth={3} />
      </span>
    </Checkbox>
  );
}
