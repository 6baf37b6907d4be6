import { useEffect } from 'react';
import { copiedText, deleteCut, pasteText } from '../state/clipboard.ts';
import { isForCanvas } from './use-shortcuts.ts';

/**
 * Copying, cutting and pasting objects by the browser's own clipboard events: they need no permission, and what one window
 * copies another one pastes.
 */
export function useClipboard(): void {
  useEffect(() => {
    const isOurs = (event: ClipboardEvent): boolean => {
      const target = event.target instanceof Element ? event.target : document.body;
      return !event.defaultPrevented && isForCanvas(target, 'Mod+V');
    };
    const onCopy = (event: ClipboardEvent) => {
      // Text that was selected with the mouse, in the output of a host for example, is copied as text.
      if (!isOurs(event) || !(document.getSelection()?.isCollapsed ?? true)) return;
      const text = copiedText();
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') deleteCut();
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isOurs(event)) return;
      event.preventDefault();
      pasteText(text);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
