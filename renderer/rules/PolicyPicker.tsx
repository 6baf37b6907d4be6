import { ChevronDown, CornerDownRight, FileText, Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, GridList, GridListItem, Popover } from 'react-aria-components';
import { countWords } from '../../shared/document/describe.ts';
import type { Policy } from '../../shared/document/document.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { attachWords, deletePolicy, newPolicy, renamePolicy, showPolicy } from '../rule-edits/policy-commands.ts';
import { useDocument } from '../state/document-store.ts';
import { useUi } from '../state/ui-store.ts';

/** Which policy is shown, and behind it all policies of all objects. */
export function PolicyPicker({ policy }: { readonly policy: Policy }) {
  const [open, setOpen] = useState(false);
  const renaming = useUi((state) => state.renaming === `policy:${policy.id}`);
  // What a policy is attached to may be renamed meanwhile.
  useDocument((document) => document);
  if (renaming && !open) return <PolicyName policy={policy} />;
  const Icon = policy.kind === 'branch' ? CornerDownRight : FileText;
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className="policy-button" aria-label={`Policy ${policy.name}, ${policy.kind} of ${attachWords(policy)}`}>
        <Icon size={14} aria-hidden />
        <b>{policy.name}</b>
        <span className="policy-attach">
          {policy.kind} · {attachWords(policy)}
        </span>
        <ChevronDown size={13} aria-hidden />
      </Button>
      <Popover className="popover is-policies" placement="bottom start">
        <Dialog className="dialog" aria-label="Policies">
          <PolicyList shown={policy} onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function PolicyList({ shown, onDone }: { readonly shown: Policy; readonly onDone: () => void }) {
  const policies = useDocument((document) => document.policies);
  const renaming = useUi((state) => state.renaming);
  return (
    <>
      <GridList
        className="menu policy-list"
        aria-label="Policies"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[shown.id]}
        onSelectionChange={(keys) => {
          const [id] = keys;
          if (id !== undefined && keys !== 'all') showPolicy(String(id));
          onDone();
        }}
      >
        {policies.map((policy) => (
          <GridListItem key={policy.id} id={policy.id} className="menu-item policy-item" textValue={policy.name}>
            {policy.kind === 'branch' ? <CornerDownRight size={14} aria-hidden /> : <FileText size={14} aria-hidden />}
            {renaming === `policy:${policy.id}` ? (
              <PolicyName policy={policy} />
            ) : (
              <span className="policy-name">
                {policy.name}
                <span className="menu-group">
                  {policy.kind} · {attachWords(policy)} · {countWords(policy.rules.length, 'rule')}
                </span>
              </span>
            )}
            <IconButton
              label={`Rename ${policy.name}`}
              className="is-tiny"
              onPress={() => useUi.setState({ renaming: `policy:${policy.id}` })}
            >
              <Pencil size={13} aria-hidden />
            </IconButton>
            <IconButton label={`Delete ${policy.name}`} className="is-tiny" onPress={() => deletePolicy(policy)}>
              <Trash2 size={13} aria-hidden />
            </IconButton>
          </GridListItem>
        ))}
      </GridList>
      <div className="picker-foot policy-new">
        {(['main', 'branch'] as const).map((kind) => (
          <Button
            key={kind}
            className="button is-small"
            onPress={() => {
              newPolicy(kind);
              onDone();
            }}
          >
            <Plus size={13} aria-hidden />
            {kind === 'main' ? 'Add policy' : 'Add branch'}
          </Button>
        ))}
        <p className="row-hint">What a policy is attached to is changed in its properties.</p>
      </div>
    </>
  );
}

function PolicyName({ policy }: { readonly policy: Policy }) {
  const box = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const end = (name: string | undefined) => {
    if (done.current) return;
    done.current = true;
    useUi.setState({ renaming: undefined });
    if (name !== undefined) renamePolicy(policy, name);
  };
  return (
    <input
      ref={box}
      className="group-input"
      aria-label="Name of the policy"
      defaultValue={policy.name}
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        end(event.key === 'Enter' ? event.currentTarget.value : undefined);
      }}
    />
  );
}
