import { ShieldCheck, TriangleAlert, Undo } from 'lucide-react';
import { Button } from 'react-aria-components';
import { confirmDeployments, rollBackDeployments } from '../hosts/run-deployment.ts';
import type { Deployment } from '../state/deploy-store.ts';
import { CountdownRing } from './CountdownRing.tsx';
import { OUTCOME_WORDS, progressWords } from './deploy-words.ts';
import { StepDots } from './StepDots.tsx';

/** How far the deployment of one host is, in its row of the list. */
export function HostProgress({ deployment }: { readonly deployment: Deployment }) {
  const { host, name, phase, outcome, message, deadline, seconds, session, answered } = deployment;
  const tone = outcome ? OUTCOME_WORDS[outcome].tone : 'running';
  const failed = tone === 'bad' && message !== undefined;
  return (
    <div className={`host-progress is-${tone}`}>
      <StepDots deployment={deployment} />
      <div className="host-progress-line">
        {phase === 'confirming' && deadline !== undefined && (
          <CountdownRing label={`${name} goes back by itself in`} deadline={deadline} seconds={seconds ?? 0} />
        )}
        {tone === 'good' && <ShieldCheck size={14} aria-hidden />}
        {(tone === 'bad' || tone === 'warning') && <TriangleAlert size={14} aria-hidden />}
        <span className="host-progress-words">{failed ? message : progressWords(deployment)}</span>
        {phase !== 'ended' && (
          <span className="host-progress-buttons">
            {phase === 'confirming' && (
              <Button
                className="button is-small is-primary"
                aria-label={`Keep the new rules on ${name}`}
                isDisabled={answered !== undefined}
                onPress={() => void confirmDeployments(host)}
              >
                Keep
              </Button>
            )}
            <Button
              className="button is-small"
              aria-label={phase === 'confirming' ? `Roll back ${name}` : `Stop and roll back ${name}`}
              isDisabled={session === undefined || answered !== undefined}
              onPress={() => void rollBackDeployments(host)}
            >
              <Undo size={13} aria-hidden />
              {phase === 'confirming' ? 'Roll back' : 'Stop'}
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}
