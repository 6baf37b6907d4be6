import { create } from 'zustand';

/** What a screen reader is told of what happened on the canvas. */
export const useAnnouncement = create<{ readonly text: string }>()(() => ({ text: '' }));

export function announce(text: string): void {
  useAnnouncement.setState({ text });
}
