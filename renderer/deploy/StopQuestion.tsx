import { Check } from 'lucide-react';
import { useState } from 'react';
import { Button, Checkbox } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { stopFirewall } from '../hosts/ask-hosts.ts';

interface StopQuestionProps {
  readonly host: Host;
  readonly onClose: () => void;
}

/** Says what stands open once the rules are gone. */
export function StopQuestion({ host, onClose }: StopQuestionProps) {
  const [disable, setDisable] = useState(false);
  const bridges = host.bridges.map(({ name }) => name);
  return (
    <ModalDialog title={`Stop the firewall of ${host.name}?`} role="alertdialog" wide onClose={onClose}>
      <div className="question">
        <p className="dialog-text">
          All rules of Bridgewarden are taken off {host.name} until they are deployed again
          {disable ? '' : ' or the host boots'}. Until then everything that they deny is open:
        </p>
        <ul className="stop-list">
          {bridges.length > 0 && (
            <li>
              every port of {bridges.join(', ')}: guests reach each other and can pretend to be each other, man in the
              middle included;
            </li>
          )}
          <li>the host itself, from every guest and from every network that leads to it.</li>
        </ul>
        <p className="dialog-text">
          Rules of other programs stay as they are, and so does your way in. The releases stay on the host: any of them
          can be brought back.
        </p>
        <Checkbox className="check" isSelected={disable} onChange={setDisable}>
          <span className="check-box" aria-hidden>
            <Check size={11} strokeWidth={3} />
          </span>
          <span className="check-label">
            also at boot: disable and remove what a push has put there (units, kernel settings, libvirt's hook)
          </span>
        </Checkbox>
        <div className="dialog-buttons">
          <span className="panel-bar-space" />
          <Button className="button is-primary" autoFocus onPress={onClose}>
            Leave it running
          </Button>
          <Button
            className="button is-danger"
            onPress={() => {
              onClose();
              void stopFirewall(host, disable);
            }}
          >
            Stop the firewall
          </Button>
        </div>
      </div>
    </ModalDialog>
  );
}
