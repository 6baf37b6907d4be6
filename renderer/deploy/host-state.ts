import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon, PencilLine, ShieldAlert, Unplug } from 'lucide-react';
import type { HostState, HostStatus } from '../../shared/contract/host-calls.ts';

interface StateWords {
  readonly tone: 'good' | 'accent' | 'warning' | 'bad' | 'idle';
  readonly label: string;
  readonly icon: LucideIcon;
}

export const STATE_WORDS = {
  'in-sync': { tone: 'good', label: 'In sync', icon: CircleCheck },
  changed: { tone: 'accent', label: 'Changed', icon: PencilLine },
  drifted: { tone: 'warning', label: 'Drifted', icon: ShieldAlert },
  'never-deployed': { tone: 'idle', label: 'Never deployed', icon: CircleDashed },
  unreachable: { tone: 'bad', label: 'Unreachable', icon: Unplug },
} as const satisfies Record<HostState, StateWords>;

export const NOT_ASKED: StateWords = { tone: 'idle', label: 'Not asked yet', icon: CircleHelp };

/**
 * What the host has told, brought up to the drawing as it is now: whether the deployed release is what the drawing compiles to
 * needs no connection. `compiled` is absent while there is nothing compiled to compare with.
 */
export function statusNow(status: HostStatus, name: string, compiled: string | undefined): HostStatus {
  const { state, deployed } = status;
  if (!deployed || compiled === undefined || (state !== 'in-sync' && state !== 'changed')) return status;
  if ((deployed.release === compiled) === (state === 'in-sync')) return status;
  return state === 'in-sync'
    ? { ...status, state: 'changed', message: `The drawing has changed since ${name} was deployed to.` }
    : { ...status, state: 'in-sync', message: `${name} runs what the drawing says.` };
}
