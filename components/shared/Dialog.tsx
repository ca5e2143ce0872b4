import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** The last one is where a reading direction ends; put the action there and the way out before it. */
  readonly actions: ComponentChildren;
  /** Escape, or any other way out that the browser offers. */
  readonly onClose: () => void;
}

/** A question that must be answered before anything else. Open for as long as it is rendered. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // At once: a key that is pressed before the next frame must not reach what lies under it.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // The browser hands the focus back only where the dialog still stands in the page.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The owner decides what is rendered; the browser must not close the dialog behind its back.
        event.preventDefault();
        onClose();
      }}
    >
      <h2 class="dialog__title" id={titleId}>
        {title}
      </h2>
      <div class="dialog__body">{children}</div>
      <div class="dialog__actions">{actions}</div>
    </dialog>
  );
}
