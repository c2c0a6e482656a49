"use client";

import { type ReactNode, useEffect, useRef } from "react";

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The heading is read out but not shown. */
  quietTitle?: boolean;
}

/** The browser's own modal dialog: Escape closes it, focus stays inside and returns to where it was. */
export function Dialog({ title, open, onClose, children, quietTitle = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        // A click on the backdrop lands on the dialog itself.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open && (
        <div className="dialog-body">
          {!quietTitle && <h2>{title}</h2>}
          {children}
        </div>
      )}
    </dialog>
  );
}
