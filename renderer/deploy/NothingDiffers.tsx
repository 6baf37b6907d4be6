import { CircleCheck } from 'lucide-react';
import type { Host } from '../../shared/document/document.ts';
import { compareHost } from '../hosts/ask-hosts.ts';
import { useDeployView } from '../state/deploy-view-store.ts';

interface NothingDiffersProps {
  readonly host: Host;
  readonly against: 'deployed' | 'kernel';
}

/** The happy end of a comparison, and what it does not say. */
export function NothingDiffers({ host, against }: NothingDiffersProps) {
  const other = against === 'deployed' ? 'kernel' : 'deployed';
  const look = () => {
    useDeployView.setState({ against: other });
    void compareHost(host.id, other);
  };
  return (
    <div className="panel-empty">
      <CircleCheck size={22} className="is-good" aria-hidden />
      {against === 'deployed' ? (
        <>
          <p>
            <b>Nothing differs.</b> The release deployed to {host.name} is what this drawing compiles to: deploying
            would change no rule. Whether somebody has changed rules there by hand since is another question.
          </p>
          <button type="button" className="text-button" onClick={look}>
            Compare with what the kernel holds now
          </button>
        </>
      ) : (
        <p>
          <b>Nothing differs.</b> Rule by rule, the kernel of {host.name} holds what this drawing compiles to. As soon
          as you draw something that changes a rule, or somebody changes one there by hand, it appears here.
        </p>
      )}
    </div>
  );
}
