import { FlaskConical, OctagonX, Rocket } from 'lucide-react';
import { Button } from 'react-aria-components';
import { ActionButton } from '../actions/ActionButton.tsx';
import { actionById } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { useAction } from '../actions/use-action.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { isAsking } from '../hosts/ask-hosts.ts';
import { useAsked } from '../state/asked-store.ts';
import { useResults } from '../state/results-store.ts';

/** What is done with the hosts that are chosen. */
export function DeployBar() {
  const asking = useAsked(isAsking);
  return (
    <div className="panel-bar" role="toolbar" aria-label="Deploy">
      <StartButton id="deploy.start" icon={<Rocket size={14} aria-hidden />} />
      <StartButton id="deploy.dry-run" icon={<FlaskConical size={14} aria-hidden />} words="Dry run" />
      <span className="panel-bar-space" />
      {asking ? <StopAsking /> : <ActionButton action={actionById('deploy.refresh')} />}
    </div>
  );
}

function StopAsking() {
  const action = actionById('deploy.stop-asking');
  // Words would leave the button that deploys no room for its own.
  return (
    <IconButton label="Stop asking" onPress={action.run}>
      <OctagonX size={15} aria-hidden />
    </IconButton>
  );
}

interface StartButtonProps {
  readonly id: 'deploy.start' | 'deploy.dry-run';
  readonly icon: React.ReactNode;
  /** Shorter than the action's own; it begins with them. */
  readonly words?: string;
}

function StartButton({ id, icon, words }: StartButtonProps) {
  const action = actionById(id);
  const { label, enabled } = useAction(action);
  const compiled = useResults((state) => (state.result?.hosts.length ?? 0) > 0);
  const [shortcut] = action.shortcuts ?? [];
  return (
    <Button
      className={id === 'deploy.start' ? 'button is-small is-primary deploy-start' : 'button is-small'}
      aria-label={label}
      aria-keyshortcuts={shortcut === undefined ? undefined : shortcutWords(shortcut)}
      isDisabled={!enabled || !compiled}
      onPress={action.run}
    >
      {icon}
      <span className="deploy-start-words">{words ?? label}</span>
    </Button>
  );
}
