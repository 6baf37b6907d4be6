import { useState } from 'react';
import { Button, Dialog, Heading, ListBox, ListBoxItem, Modal, ModalOverlay } from 'react-aria-components';
import type { Policy } from '../../shared/document/document.ts';
import { attachWords } from '../rule-edits/policy-commands.ts';
import { transferRules } from '../rule-edits/rule-commands.ts';
import { rulesWords } from '../rule-edits/rule-words.ts';
import { actingRefs } from '../rule-edits/shown-table.ts';
import { useDocument } from '../state/document-store.ts';
import { useUi } from '../state/ui-store.ts';

/** Where the chosen rules shall go: moving and copying between policies by keyboard. */
export function TransferDialog({ policy }: { readonly policy: Policy }) {
  const open = useUi((state) => state.transferOpen);
  return (
    <ModalOverlay
      className="scrim"
      data-modal
      isDismissable
      isOpen={open}
      onOpenChange={(now) => useUi.setState({ transferOpen: now })}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Question policy={policy} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Question({ policy }: { readonly policy: Policy }) {
  const policies = useDocument((document) => document.policies);
  const others = policies.filter(({ id }) => id !== policy.id);
  const [chosen, setChosen] = useState(others[0]?.id);
  const refs = actingRefs();
  const close = () => useUi.setState({ transferOpen: false });
  const go = (copy: boolean) => {
    close();
    // After the dialog has given the focus back.
    if (chosen !== undefined) setTimeout(() => transferRules(refs, chosen, undefined, copy));
  };
  return (
    <>
      <div className="dialog-head">
        <Heading slot="title">Move or copy {rulesWords(policy, refs)} to</Heading>
      </div>
      <ListBox
        className="menu folder-list is-short"
        aria-label="Policies"
        autoFocus
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={chosen === undefined ? [] : [chosen]}
        onSelectionChange={(keys) => setChosen(keys === 'all' ? undefined : String([...keys][0]))}
      >
        {others.map((one) => (
          <ListBoxItem key={one.id} id={one.id} className="menu-item is-checkable" textValue={one.name}>
            <span className="menu-label">{one.name}</span>
            <span className="menu-group">
              {one.kind} · {attachWords(one)}
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
      <div className="dialog-buttons">
        <Button className="button is-primary" onPress={() => go(false)}>
          Move
        </Button>
        <Button className="button" onPress={() => go(true)}>
          Copy
        </Button>
        <Button className="button is-quiet" onPress={close}>
          Cancel
        </Button>
      </div>
    </>
  );
}
