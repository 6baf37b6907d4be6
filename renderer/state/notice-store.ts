import { create } from 'zustand';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error' | 'good';
  readonly text: string;
}

interface NoticeState {
  readonly notices: readonly Notice[];
}

export const useNotices = create<NoticeState>()(() => ({ notices: [] }));

let last = 0;
/** Long enough to read a sentence; errors stay until they are closed. */
const SHOWN_MS = 6000;

/** A sentence at the foot of the window that goes away by itself; errors stay until they are dismissed. */
export function notify(text: string, tone: Notice['tone'] = 'info'): void {
  last += 1;
  const id = last;
  const { notices } = useNotices.getState();
  useNotices.setState({ notices: [...notices.filter((one) => one.text !== text), { id, tone, text }] });
  if (tone !== 'error') setTimeout(() => dismissNotice(id), SHOWN_MS);
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

export function dismissAllNotices(): void {
  useNotices.setState({ notices: [] });
}
