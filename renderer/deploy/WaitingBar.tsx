import { ShieldCheck, Undo } from 'lucide-react';
import { Button } from 'react-aria-components';
import { actionById } from '../actions/registry.ts';
import { useAction } from '../actions/use-action.ts';
import { underWay, useDeploy } from '../state/deploy-store.ts';

/** One answer for all hosts that wait for one; a single host has its buttons in its row. */
export function WaitingBar() {
  const waiting = useDeploy((state) => underWay(state, 'confirming').length);
  const keep = useAction(actionById('deploy.confirm'));
  const back = useAction(actionById('deploy.roll-back'));
  if (waiting < 2) return undefined;
  return (
    <div className="waiting-bar" role="status">
      <span>
        <b>{waiting} hosts</b> run the new rules and wait for you.
      </span>
      <span className="waiting-bar-buttons">
        <Button
          className="button is-small is-primary"
          aria-label={keep.label}
          isDisabled={!keep.enabled}
          onPress={actionById('deploy.confirm').run}
        >
          <ShieldCheck size={13} aria-hidden />
          Keep the new rules
        </Button>
        <Button className="button is-small" isDisabled={!back.enabled} onPress={actionById('deploy.roll-back').run}>
          <Undo size={13} aria-hidden />
          Roll back all
        </Button>
      </span>
    </div>
  );
}
