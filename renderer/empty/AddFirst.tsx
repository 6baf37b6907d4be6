import { Button } from 'react-aria-components';
import { actionById } from '../actions/registry.ts';
import { useAction } from '../actions/use-action.ts';

/** The first object of a drawing, from a tab that has nothing to show before it. */
export function AddFirst({ kind }: { readonly kind: 'bridge' | 'host' }) {
  const action = actionById(`draw.${kind}`);
  const { label } = useAction(action);
  const Icon = action.icon;
  return (
    <Button className="button is-primary" onPress={action.run}>
      {Icon && <Icon size={14} aria-hidden />}
      {label}
    </Button>
  );
}
