import {
  Check,
  Circle,
  FlaskConical,
  LoaderCircle,
  Minus,
  Rocket,
  ShieldCheck,
  TriangleAlert,
  Undo,
  X,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { deployHost } from '../actions/deploy-actions.ts';
import { actionById } from '../actions/registry.ts';
import { useAction } from '../actions/use-action.ts';
import { InlineSelect } from '../app/InlineSelect.tsx';
import { type StepProgress, useDeploy } from '../state/deploy-store.ts';
import { useDocument } from '../state/document-store.ts';
import { useResults } from '../state/results-store.ts';
import { select } from '../state/selection-store.ts';
import { OUTCOME_WORDS, STEP_WORDS } from './deploy-words.ts';

/** Pushing the rules to a host, with a way back. */
export function DeployPanel() {
  const hosts = useDocument((document) => document.hosts);
  const chosen = useDeploy((state) => state.host);
  const phase = useDeploy((state) => state.phase);
  const host = hosts.find((one) => one.id === chosen) ?? hosts.find((one) => one.id === deployHost());
  if (!host) {
    return (
      <div className="panel-empty">
        <Rocket size={22} aria-hidden />
        <p>
          Draw a host first. Its rules are pushed by SSH, checked there, and undone by themselves unless you confirm.
        </p>
      </div>
    );
  }
  const busy = phase !== 'idle' && phase !== 'ended';
  const { connection } = host;
  return (
    <div className="deploy-panel">
      <div className="deploy-side">
        {hosts.length > 1 && (
          <InlineSelect
            label="Host"
            value={host.id}
            choices={hosts.map((one) => ({ id: one.id, label: one.name }))}
            onChange={(id) => !busy && useDeploy.setState({ host: id })}
          />
        )}
        <dl className="deploy-target">
          <dt>Host</dt>
          <dd>{host.name}</dd>
          <dt>Target</dt>
          <dd className="mono">
            {connection?.address ? (
              `${connection.user ?? 'root'}@${connection.address}:${connection.port ?? 22}`
            ) : (
              <button type="button" className="text-button" onClick={() => select([host.id])}>
                Set its address in the inspector
              </button>
            )}
          </dd>
          <dt>Way back</dt>
          <dd>by itself after {host.settings?.rollbackSeconds ?? 60} s unless confirmed</dd>
          <dt>Release</dt>
          <dd className="mono">
            <ReleaseHash host={host.id} />
          </dd>
        </dl>
        <div className="deploy-buttons">
          <StartButton id="deploy.start" ready={Boolean(connection?.address)} />
          <StartButton id="deploy.dry-run" ready={Boolean(connection?.address)} />
        </div>
        <p className="row-hint">A dry run goes as far as checking the rules on the host and changes nothing there.</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="deploy-flow" aria-label="Progress" tabIndex={0}>
        <div className="deploy-status">
          <Outcome />
          <Confirmation />
        </div>
        <Steps />
        <Output />
      </section>
    </div>
  );
}

function ReleaseHash({ host }: { readonly host: string }) {
  const hash = useResults((state) => state.result?.hosts.find((one) => one.host === host)?.hash);
  return <span title={hash}>{hash?.slice(0, 12) ?? 'none yet'}</span>;
}

function StartButton({ id, ready }: { readonly id: 'deploy.start' | 'deploy.dry-run'; readonly ready: boolean }) {
  const action = actionById(id);
  const { label, enabled } = useAction(action);
  const compiled = useResults((state) => (state.result?.hosts.length ?? 0) > 0);
  const Icon = id === 'deploy.start' ? Rocket : FlaskConical;
  return (
    <Button
      className={id === 'deploy.start' ? 'button is-primary' : 'button'}
      isDisabled={!enabled || !ready || !compiled}
      onPress={action.run}
    >
      <Icon size={14} aria-hidden />
      {label}
    </Button>
  );
}

function Confirmation() {
  const phase = useDeploy((state) => state.phase);
  const deadline = useDeploy((state) => state.deadline);
  const answered = useDeploy((state) => state.answered);
  const left = useSecondsLeft(deadline);
  const running = phase === 'running' || phase === 'starting';
  if (running) {
    return (
      <div className="deploy-running">
        <span>Working…</span>
        <RollBackButton label="Stop and roll back" isDisabled={answered !== undefined || phase === 'starting'} />
      </div>
    );
  }
  if (phase !== 'confirming') return undefined;
  const confirm = actionById('deploy.confirm');
  return (
    <div className="deploy-confirm" role="alert">
      <p>
        <b>The new rules are running, and a new connection reached the host.</b> Confirm to keep them. Without an answer
        the host goes back to the rules that ran before in{' '}
        <span className="countdown" role="timer">
          {left} s
        </span>
        .
      </p>
      <div className="deploy-buttons">
        <Button className="button is-primary" isDisabled={answered !== undefined} onPress={confirm.run}>
          <ShieldCheck size={15} aria-hidden />
          Confirm
        </Button>
        <RollBackButton label="Roll back now" isDisabled={answered !== undefined} />
      </div>
    </div>
  );
}

function RollBackButton({ label, isDisabled }: { readonly label: string; readonly isDisabled: boolean }) {
  return (
    <Button className="button" isDisabled={isDisabled} onPress={actionById('deploy.roll-back').run}>
      <Undo size={15} aria-hidden />
      {label}
    </Button>
  );
}

function Outcome() {
  const outcome = useDeploy((state) => state.outcome);
  const message = useDeploy((state) => state.message);
  const phase = useDeploy((state) => state.phase);
  if (phase !== 'ended' || !outcome) return undefined;
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

function Steps() {
  const steps = useDeploy((state) => state.steps);
  const list = useRef<HTMLOListElement>(null);
  const running = steps.find((step) => step.state === 'running')?.step;
  useEffect(() => {
    if (running) list.current?.querySelector('.is-running')?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  return (
    <ol ref={list} className="deploy-steps" aria-label="Steps">
      {steps.map((step) => (
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

function Output() {
  const output = useDeploy((state) => state.output);
  return (
    <div className="deploy-output">
      <h3 className="panel-subtitle">What the host says</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} role="log" aria-label="Output of the host">
        {output || 'Nothing yet.'}
      </pre>
    </div>
  );
}

function useSecondsLeft(deadline: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (deadline === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [deadline]);
  return deadline === undefined ? 0 : Math.max(0, Math.ceil((deadline - now) / 1000));
}
