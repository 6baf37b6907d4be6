import type { Document, Id } from '../../shared/document/document.ts';

/** One undoable step: the values before and after it, so that undo gives back the identical object. */
export interface Step {
  readonly label: string;
  readonly before: Document;
  readonly after: Document;
  readonly selectionBefore: readonly Id[];
  readonly selectionAfter: readonly Id[];
  /** Present while the step may still grow: typing in one field, nudging with the arrow keys. */
  readonly gesture?: string;
}

/** A document with the steps that led to it and the steps that were undone. Immutable. */
export interface History {
  readonly document: Document;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** How many older steps fell away: the past then begins in the midst of the work, not with the document as it was opened. */
  readonly forgotten: number;
}

/** Older steps fall away: the roots share structure, but a day's work should not grow without end. */
const LONGEST_PAST = 1000;

export function startHistory(document: Document): History {
  return { document, past: [], future: [], forgotten: 0 };
}

/** Adds a step, or lengthens the last one when both belong to one gesture. */
export function recordStep(history: History, step: Step): History {
  const last = history.past.at(-1);
  if (last && step.gesture !== undefined && last.gesture === step.gesture) {
    const grown: Step = { ...last, after: step.after, selectionAfter: step.selectionAfter };
    const past = history.past.slice(0, -1);
    // A gesture that came back to where it began never happened.
    if (grown.after === grown.before) return { ...history, document: step.after, past, future: [] };
    return { ...history, document: step.after, past: [...past, grown], future: [] };
  }
  const past = [...closed(history.past), step];
  const fallen = Math.max(0, past.length - LONGEST_PAST);
  const forgotten = history.forgotten + fallen;
  return { document: step.after, past: past.slice(fallen), future: [], forgotten };
}

/** Ends the gesture that is under way: the next edit is a step of its own. */
export function endGesture(history: History): History {
  return history.past.at(-1)?.gesture === undefined ? history : { ...history, past: closed(history.past) };
}

const TYPING = 'field:';

/** The gesture of one visit to a field: every visit is a step of its own. */
export function typingGesture(field: string, visit: number): string {
  return `${TYPING}${field}:${visit}`;
}

/** True while the last step is somebody's typing in a field, and may still grow. */
export function isTyping(history: History): boolean {
  return history.past.at(-1)?.gesture?.startsWith(TYPING) === true;
}

/** Escape: the gesture never happened. Nothing is left to redo. */
export function cancelGesture(history: History, gesture: string): History {
  const last = history.past.at(-1);
  if (last?.gesture !== gesture) return history;
  return { ...history, document: last.before, past: history.past.slice(0, -1) };
}

export function undoStep(history: History): { history: History; step: Step } | undefined {
  const step = closed(history.past).at(-1);
  if (!step) return undefined;
  return {
    history: { ...history, document: step.before, past: history.past.slice(0, -1), future: [step, ...history.future] },
    step,
  };
}

export function redoStep(history: History): { history: History; step: Step } | undefined {
  const [step, ...future] = history.future;
  if (!step) return undefined;
  return { history: { ...history, document: step.after, past: [...closed(history.past), step], future }, step };
}

/** Undoes or redoes as many steps as lie between now and a moment: that after `count` steps of the past. */
export function moveInHistory(history: History, count: number): History {
  let now = history;
  while (now.past.length > count) now = undoStep(now)?.history ?? { ...now, past: [] };
  while (now.past.length < count && now.future.length > 0) now = redoStep(now)?.history ?? now;
  return now;
}

function closed(past: readonly Step[]): readonly Step[] {
  const last = past.at(-1);
  if (last?.gesture === undefined) return past;
  const { gesture: _, ...step } = last;
  return [...past.slice(0, -1), step];
}
