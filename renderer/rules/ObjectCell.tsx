import { Check, Search, X } from 'lucide-react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components';
import type { Policy, Rule } from '../../shared/document/document.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import { KIND_ICONS } from '../app/kind-icons.ts';
import { SwitchRow } from '../inspector/fields/SwitchRow.tsx';
import { edit, useDocument } from '../state/document-store.ts';
import { findEntry } from '../state/records.ts';
import { type CellField, cellChoices, setCell } from './cell-choices.ts';

interface ObjectCellProps {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly number: number;
  readonly field: CellField;
}

const TITLES = { source: 'Source', destination: 'Destination', service: 'Service' } as const;

/** Objects of a rule: a list of chips, and behind them a list to choose from. */
export function ObjectCell({ policy, rule, number, field }: ObjectCellProps) {
  const document = useDocument((now) => now);
  const ids = rule[field] ?? [];
  const negated = rule.not?.[field] ?? false;
  const names = ids.map((id) => findEntry(document, id)?.record.name ?? id);
  const words = names.length === 0 ? 'any' : `${negated ? 'not ' : ''}${names.join(', ')}`;
  return (
    <DialogTrigger>
      <Button className="object-cell" aria-label={`${TITLES[field]} of rule ${number}: ${words}`}>
        {ids.length === 0 && <span className="chip is-any">any</span>}
        {negated && ids.length > 0 && <span className="chip is-not">not</span>}
        {ids.map((id, index) => {
          const kind = findEntry(document, id)?.kind;
          const Icon = kind && KIND_ICONS[kind];
          return (
            <span key={id} className="chip">
              {Icon && <Icon size={12} aria-hidden />}
              {names[index]}
            </span>
          );
        })}
      </Button>
      <Popover className="popover is-picker" placement="bottom start">
        <Dialog className="dialog" aria-label={`${TITLES[field]} of rule ${number}`}>
          {({ close }) => <Picker policy={policy} rule={rule} number={number} field={field} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Picker({ policy, rule, number, field, onClose }: ObjectCellProps & { readonly onClose: () => void }) {
  const document = useDocument((now) => now);
  const { contains } = useFilter({ sensitivity: 'base' });
  const ids = rule[field] ?? [];
  const title = TITLES[field];
  return (
    <div
      onKeyDownCapture={(event) => {
        const { key, target } = event;
        if (key === 'Escape' && !(target instanceof HTMLInputElement && target.value !== '')) onClose();
      }}
    >
      <Autocomplete filter={contains}>
        <SearchField className="search-field" aria-label={`Search for ${title.toLowerCase()}`} autoFocus>
          <Search size={14} aria-hidden />
          <Input placeholder={field === 'service' ? 'Search services' : 'Search objects'} />
          <Button className="icon-button is-tiny" aria-label="Clear the search">
            <X size={13} aria-hidden />
          </Button>
        </SearchField>
        <ListBox
          className="menu picker-list"
          aria-label={title}
          selectionMode="multiple"
          escapeKeyBehavior="none"
          selectedKeys={ids}
          onSelectionChange={(keys) => {
            const chosen = keys === 'all' ? [] : [...keys].map(String);
            // What was there keeps its place; new ones come last.
            const now = [...ids.filter((id) => chosen.includes(id)), ...chosen.filter((id) => !ids.includes(id))];
            edit(`Change ${title.toLowerCase()} of rule ${number}`, (old) => setCell(old, policy, rule, field, now));
          }}
          renderEmptyState={() => <p className="empty">Nothing has that name.</p>}
        >
          {cellChoices(document, field).map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} className="menu-item is-picked" textValue={choice.label}>
              <span className="check-box" aria-hidden>
                <Check size={12} strokeWidth={3} />
              </span>
              <span className="menu-label">{choice.label}</span>
              <span className="menu-group">{choice.detail}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Autocomplete>
      {ids.length > 0 && (
        <div className="picker-foot">
          <SwitchRow
            label="All except these"
            isSelected={rule.not?.[field] ?? false}
            onChange={(on) =>
              edit(`${on ? 'Negate' : 'Do not negate'} ${title.toLowerCase()} of rule ${number}`, (old) => {
                const { [field]: _, ...others } = rule.not ?? {};
                const not = on ? { ...others, [field]: true } : others;
                const patch = { not: Object.keys(not).length > 0 ? not : undefined };
                return updateRule(old, { policy: policy.id, rule: rule.id }, patch);
              })
            }
          />
        </div>
      )}
    </div>
  );
}
