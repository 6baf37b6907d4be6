import { ShieldCheck, TriangleAlert, Undo } from 'lucide-react';
import { Button } from 'react-aria-components';
import { confirmDeployments, rollBackDeployments } from '../hosts/run-deployment.ts';
import type { Deployment } from '../state/deploy-store.ts';
import { CountdownRing } from './CountdownRing.tsx';
import { OUTCOME_WORDS, progressWords } from './deploy-words.ts';

/** What can be answered to the deployment of one host now, or how it ended. */
export function DeploymentAnswer({ deployment }: { readonly deployment: Deployment }) {
  const { phase } = deployment;
  if (phase === 'ended') return <Outcome deployment={deployment} />;
  if (phase === 'confirming') return <Confirmation deployment={deployment} />;
  return (
    <div className="deploy-running">
      <span>{progressWords(deployment)}</span>
      <RollBackButton label="Stop and roll back" deployment={deployment} />
    </div>
  );
}

function Confirmation({ deployment }: { readonly deployment: Deployment }) {
  const { host, deadline, seconds, answered, silent } = deployment;
  return (
    <div className="deploy-confirm" role="alert">
      {deadline !== undefined && (
        <CountdownRing label="The host goes back by itself in" deadline={deadline} seconds={seconds ?? 0} size={44} />
      )}
      <div className="deploy-confirm-words">
        <p>
          <b>The new rules are running, and a new connection reached the host.</b> Without an answer it goes back to the
          rules that ran before when the time is over.
        </p>
        {silent && (
          <p className="deploy-silent">
            <TriangleAlert size={15} aria-hidden />
            {silent.join(', ')} answered the host before and {silent.length === 1 ? 'is' : 'are'} silent now. Keep the
            new rules only if they are meant to forbid it.
          </p>
        )}
        <div className="deploy-buttons">
          <Button
            className="button is-primary"
            isDisabled={answered !== undefined}
            onPress={() => void confirmDeployments(host)}
          >
            <ShieldCheck size={15} aria-hidden />
            Keep the new rules
          </Button>
          <RollBackButton label="Roll back now" deployment={deployment} />
        </div>
      </div>
    </div>
  );
}

interface RollBackButtonProps {
  readonly label: string;
  readonly deployment: Deployment;
}

function RollBackButton({ label, deployment: { host, session, answered } }: RollBackButtonProps) {
  return (
    <Button
      className="button"
      isDisabled={session === undefined || answered !== undefined}
      onPress={() => void rollBackDeployments(host)}
    >
      <Undo size={15} aria-hidden />
      {label}
    </Button>
  );
}

function Outcome({ deployment: { outcome, message } }: { readonly deployment: Deployment }) {
  if (!outcome) return undefined;
  const { tone, title } = OUTCOME_WORDS[outcome];
  const Icon = tone === 'good' ? ShieldCheck : TriangleAlert;
  return (
    <div className={`deploy-outcome is-${tone}`} role="status" aria-label="Outcome">
      <Icon size={18} aria-hidden />
      <div>
        <b>{title}</b>
        {message && <p>{message}</p>}
      </div>
    </div>
  );
}
