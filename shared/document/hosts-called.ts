import type { Document, Host } from './document.ts';

/** The hosts that a person may mean by a word: the one of that id, else all of that name. One is found; none or several are not. */
export function hostsCalled({ hosts }: Document, wanted: string): readonly Host[] {
  const byId = hosts.find(({ id }) => id === wanted);
  return byId === undefined ? hosts.filter(({ name }) => name === wanted) : [byId];
}
