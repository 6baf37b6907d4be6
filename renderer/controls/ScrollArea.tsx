import type { ReactNode } from 'react';

interface ScrollAreaProps {
  /** What it is, for those who hear the window. */
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A part of the window that scrolls. Nothing in it need take the focus, so it does: otherwise no key would scroll it. */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
