import { Check, LifeBuoy, LoaderCircle, X } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { rollbackSeconds } from '../../shared/document/rollback-seconds.ts';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { drill } from '../hosts/run-deployment.ts';
import { isUnderWay, useDeploy } from '../state/deploy-store.ts';
import { CountdownRing } from './CountdownRing.tsx';
import { DeploymentAnswer } from './DeploymentAnswer.tsx';
import { progressWords } from './deploy-words.ts';
import { type DrillStage, drillStages } from './drill-stages.ts';

/** A lockout on purpose, to see the way back work before it is needed. */
export function DrillView({ host }: { readonly host: Host }) {
  const deployment = useDeploy((state) => state.deployments[host.id]);
  const own = deployment?.kind === 'drill' ? deployment : undefined;
  const busy = isUnderWay(deployment);
  const seconds = rollbackSeconds(host, 'drill');
  return (
    <ScrollArea className="host-scroll drill" label={`Drill on ${host.name}`}>
      <p className="drill-words">
        A drill locks this machine out of {host.name} on purpose: it arms the way back, loads the rules of this drawing
        and one more that drops whatever comes from this machine, confirms nothing, and watches the host bring its
        earlier rules back by itself after {seconds} s. Nobody else is kept out, and nothing stays.
      </p>
      <ol className="drill-line" aria-label="Drill">
        {drillStages(own).map((stage) => (
          <Stage key={stage.id} stage={stage} />
        ))}
      </ol>
      {own && isUnderWay(own) && (
        <p className="drill-now" role="status">
          {own.armed !== undefined && (
            <CountdownRing label="It comes back in" deadline={own.armed + seconds * 1000} seconds={seconds} size={36} />
          )}
          {progressWords(own)}
        </p>
      )}
      {own?.phase === 'ended' && <DeploymentAnswer deployment={own} />}
      <div className="deploy-buttons">
        <Button className="button" isDisabled={busy} onPress={() => void drill(host)}>
          <LifeBuoy size={14} aria-hidden />
          {own?.phase === 'ended' ? `Drill again on ${host.name}` : `Start a drill on ${host.name}`}
        </Button>
      </div>
    </ScrollArea>
  );
}

function Stage({ stage: { title, state } }: { readonly stage: DrillStage }) {
  return (
    <li className={`drill-stage is-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <span className="drill-dot">
        {state === 'done' && <Check size={13} strokeWidth={3} aria-hidden />}
        {state === 'now' && <LoaderCircle size={13} className="spin" aria-hidden />}
        {state === 'failed' && <X size={13} strokeWidth={3} aria-hidden />}
      </span>
      <span className="drill-title">{title}</span>
      <span className="hidden-label">{state}</span>
    </li>
  );
}
