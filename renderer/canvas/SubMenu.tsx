import { Portal, Sub, SubContent, SubTrigger } from '@radix-ui/react-context-menu';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** A menu within the menu. */
export function SubMenu({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Sub>
      <SubTrigger className="menu-item">
        <span className="menu-icon" />
        <span className="menu-label">{label}</span>
        <ChevronRight size={14} aria-hidden />
      </SubTrigger>
      <Portal>
        <SubContent className="menu" aria-label={label} collisionPadding={8}>
          {children}
        </SubContent>
      </Portal>
    </Sub>
  );
}
