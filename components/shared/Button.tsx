import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

export interface ButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'small' | 'normal' | undefined;
  readonly icon?: IconNode | undefined;
  readonly isIconDirectional?: boolean | undefined;
  readonly children: ComponentChildren;
  /** A fuller name for screen readers, where many buttons on a page carry the same word. It must contain that word. */
  readonly label?: string | undefined;
  /** Stays focusable, so that a screen reader can find it and the focus is not lost while it works. */
  readonly isDisabled?: boolean | undefined;
  readonly onClick: () => void;
}

export function Button({
  kind = 'secondary',
  size = 'normal',
  icon,
  isIconDirectional,
  children,
  label,
  isDisabled = false,
  onClick,
}: ButtonProps) {
  return (
    <button
      type="button"
      class={`button button--${kind}${size === 'small' ? ' button--small' : ''}`}
      aria-label={label}
      aria-disabled={isDisabled ? 'true' : undefined}
      onClick={isDisabled ? undefined : onClick}
    >
      {icon && <Icon icon={icon} isDirectional={isIconDirectional} />}
      {children}
    </button>
  );
}

export interface IconButtonProps {
  readonly icon: IconNode;
  /** Name for screen readers, and the hint that the pointer brings up. */
  readonly label: string;
  readonly size?: 'small' | 'normal' | undefined;
  readonly isIconDirectional?: boolean | undefined;
  readonly onClick: () => void;
}

export function IconButton({ icon, label, size = 'normal', isIconDirectional, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`button button--quiet button--icon${size === 'small' ? ' button--small' : ''}`}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon icon={icon} isDirectional={isIconDirectional} />
    </button>
  );
}
