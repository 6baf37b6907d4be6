import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';

/** The dialog of the canvas that is open, if any. */
export type CanvasDialog =
  | { readonly kind: 'series'; readonly bridge: Id | undefined }
  | { readonly kind: 'export' }
  /** Connecting by keyboard, from this record. */
  | { readonly kind: 'connect'; readonly from: Id };

export const useCanvasDialog = create<{ readonly dialog: CanvasDialog | undefined }>()(() => ({ dialog: undefined }));

export function openCanvasDialog(dialog: CanvasDialog | undefined): void {
  useCanvasDialog.setState({ dialog });
}
