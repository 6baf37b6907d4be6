import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';

interface IconButtonProps {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly className?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button that shows a picture only: its words are in the tooltip and for screen readers. */
export function IconButton({ label, shortcut, isDisabled, className, onPress, children }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      <Button
        className={`icon-button ${className ?? ''}`}
        aria-label={label}
        isDisabled={isDisabled ?? false}
        onPress={onPress}
      >
        {children}
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {shortcut && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
