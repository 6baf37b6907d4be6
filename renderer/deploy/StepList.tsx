import { Check, Circle, LoaderCircle, Minus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type StepProgress, shownSteps } from '../state/deploy-store.ts';
import { STEP_WORDS } from './deploy-words.ts';

/** Every step with what it has to say. */
export function StepList({ steps }: { readonly steps: readonly StepProgress[] }) {
  const list = useRef<HTMLOListElement>(null);
  const running = steps.find((step) => step.state === 'running')?.step;
  useEffect(() => {
    if (running) list.current?.querySelector('.is-running')?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  return (
    <ol ref={list} className="deploy-steps" aria-label="Steps">
      {shownSteps({ steps }).map((step) => (
        <li key={step.step} className={`deploy-step is-${step.state}`}>
          <StepIcon state={step.state} />
          <span className="deploy-step-name">{STEP_WORDS[step.step]}</span>
          <span className="hidden-label">{step.state}</span>
          <span className="deploy-step-message">{step.message}</span>
        </li>
      ))}
    </ol>
  );
}

function StepIcon({ state }: { readonly state: StepProgress['state'] }) {
  if (state === 'running') return <LoaderCircle size={15} className="spin" aria-hidden />;
  if (state === 'done') return <Check size={15} aria-hidden />;
  if (state === 'failed') return <X size={15} aria-hidden />;
  if (state === 'skipped') return <Minus size={15} aria-hidden />;
  return <Circle size={13} aria-hidden />;
}
