import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { rollbackSeconds } from '../../shared/document/rollback-seconds.ts';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { useDeploy } from '../state/deploy-store.ts';
import { toggleProbe, useDeployView } from '../state/deploy-view-store.ts';
import { useResults } from '../state/results-store.ts';
import { DeploymentAnswer } from './DeploymentAnswer.tsx';
import { KIND_WORDS } from './deploy-words.ts';
import { addressOf } from './host-address.ts';
import { StepList } from './StepList.tsx';
import { useHostStatus } from './use-host-status.ts';
import { shortHash } from './when-words.ts';

/** What the newest deployment of the host does, or what the next one would be. */
export function ProgressView({ host }: { readonly host: Host }) {
  const deployment = useDeploy((state) => state.deployments[host.id]);
  if (!deployment) return <BeforeDeployment host={host} />;
  return (
    <ScrollArea className="deploy-flow" label={`${KIND_WORDS[deployment.kind]} of ${host.name}`}>
      <div className="deploy-status">
        <DeploymentAnswer deployment={deployment} />
      </div>
      <StepList steps={deployment.steps} />
      <div className="deploy-output">
        <h3 className="panel-subtitle">What the host says</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <pre tabIndex={0} role="log" aria-label="Output of the host">
          {deployment.output || 'Nothing yet.'}
        </pre>
      </div>
    </ScrollArea>
  );
}

/** Whether the guests are asked too. */
function ProbeGuests() {
  const chosen = useDeployView((state) => state.probeGuests);
  return (
    <Checkbox className="check" isSelected={chosen} onChange={toggleProbe}>
      <span className="check-box" aria-hidden>
        <Check size={11} strokeWidth={3} />
      </span>
      <span className="check-label">ping them from the host, before and after</span>
    </Checkbox>
  );
}

function BeforeDeployment({ host }: { readonly host: Host }) {
  const { answer, failure } = useHostStatus(host);
  const hash = useResults((state) => state.result?.hosts.find((one) => one.host === host.id)?.hash);
  const said = failure ?? answer?.message;
  return (
    <div className="deploy-before">
      {said !== undefined && (
        <p className="deploy-said" role="status">
          {said}
        </p>
      )}
      <dl className="deploy-target">
        <dt>Target</dt>
        <dd className="mono">{addressOf(host)}</dd>
        <dt>Way back</dt>
        <dd>by itself after {rollbackSeconds(host)} s unless you keep the new rules</dd>
        <dt>Guests</dt>
        <dd>
          <ProbeGuests />
        </dd>
        <dt>Release</dt>
        <dd className="mono" title={hash}>
          {hash === undefined ? 'none yet' : shortHash(hash)}
        </dd>
        {answer?.rules && (
          <>
            <dt>Rules there</dt>
            <dd>
              {answer.rules.loaded} of {answer.rules.expected} loaded
            </dd>
          </>
        )}
        {answer?.boot !== undefined && (
          <>
            <dt>At boot</dt>
            <dd>{answer.boot ? 'the rules are loaded before the network is up' : 'not started'}</dd>
          </>
        )}
      </dl>
      <p className="row-hint">
        A deployment looks at the host, arms the way back there, loads the new rules and proves by a new connection that
        the host can still be reached; then you have the time above to keep them. A dry run goes as far as checking the
        rules on the host and changes nothing there.
      </p>
    </div>
  );
}
