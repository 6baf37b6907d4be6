import { type Deployment, shownSteps } from '../state/deploy-store.ts';
import { STEP_WORDS } from './deploy-words.ts';

/** The steps of a deployment as one row of segments. */
export function StepDots({ deployment }: { readonly deployment: Deployment }) {
  const steps = shownSteps(deployment);
  const over = steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
  const current = steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'failed');
  const words = current ? STEP_WORDS[current.step] : deployment.phase === 'ended' ? 'ended' : 'starting';
  return (
    <span
      className="step-dots"
      role="progressbar"
      aria-label={`Progress on ${deployment.name}`}
      aria-valuemin={0}
      aria-valuemax={steps.length}
      aria-valuenow={over}
      aria-valuetext={`${words}, ${over} of ${steps.length} steps done`}
    >
      {steps.map(({ step, state }) => (
        <span key={step} className={`step-dot is-${state}`} title={STEP_WORDS[step]} />
      ))}
    </span>
  );
}
