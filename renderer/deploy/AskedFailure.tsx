import { CircleAlert } from 'lucide-react';
import type { Asked } from '../state/asked-store.ts';

/** Why the host gave no answer, with the mend that the backend names. */
export function AskedFailure({ asked }: { readonly asked: Asked<unknown> }) {
  if (asked.failure === undefined || asked.asking) return undefined;
  return (
    <div className="asked-failure" role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>{asked.failure}</span>
    </div>
  );
}
