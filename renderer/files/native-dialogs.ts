import { useBackend } from '../backend/backend-store.ts';

/** True when the backend can put up the system's own dialogs. */
export function hasNativeDialogs(): boolean {
  return useBackend.getState().info?.capabilities.nativeFileDialogs ?? false;
}
