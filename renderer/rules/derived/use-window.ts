import { type RefObject, useEffect, useState } from 'react';

/** Rows a little beyond both edges, so that nothing is blank while one scrolls. */
const SPARE = 12;

export interface RowWindow {
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
}

/**
 * Which rows of a long list of equal height are near what is seen of the scrolling box, so that only these are drawn. The list
 * begins where `top` stands.
 */
export function useWindow(top: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ first: 0, end: Math.min(count, 60) });
  useEffect(() => {
    const box = top.current?.closest('.rules-scroll');
    const head = top.current;
    if (!box || !head) return;
    const look = () => {
      const offset = box.getBoundingClientRect().top - head.getBoundingClientRect().bottom;
      const first = Math.max(0, Math.floor(offset / rowHeight) - SPARE);
      const end = Math.min(count, Math.ceil((offset + box.clientHeight) / rowHeight) + SPARE);
      setShown((now) => (now.first === first && now.end === end ? now : { first, end: Math.max(first, end) }));
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(box);
    // What stands above grows and shrinks as well: other sections, other rules.
    if (head.parentElement?.parentElement) observer.observe(head.parentElement.parentElement);
    return () => {
      box.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [top, count, rowHeight]);
  return { first: Math.min(shown.first, count), end: Math.min(shown.end, count) };
}
