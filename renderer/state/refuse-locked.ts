import { currentDocument } from './document-store.ts';
import { notify } from './notice-store.ts';

/** True when nothing may be moved, which is said then: a key that does nothing looks broken. */
export function refuseLocked(): boolean {
  if (!currentDocument().view?.locked) return false;
  notify('Nothing was moved: the positions are locked. Choose “Unlock positions” first.');
  return true;
}
