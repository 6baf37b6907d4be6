import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './IconButton.tsx';

interface ModalDialogProps {
  readonly title: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly wide?: boolean;
  /** As wide as what it lists wants, where the window has the room. */
  readonly size?: 'widest';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the window. Escape closes it. */
export function ModalDialog({ title, role = 'dialog', wide = false, size, onClose, children }: ModalDialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      data-modal
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={size ? `modal is-${size}` : wide ? 'modal is-wide' : 'modal'}>
        <Dialog className="dialog" role={role}>
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <IconButton label="Close" onPress={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
