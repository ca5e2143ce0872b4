import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

export interface EmptyStateProps {
  readonly icon: IconNode;
  readonly title: string;
  /** Why it is empty, or what to do about it. */
  readonly text?: string | undefined;
  readonly actions?: ComponentChildren;
}

/** A place with nothing in it yet, drawn on purpose. */
export function EmptyState({ icon, title, text, actions }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon icon={icon} size={28} />
      <p class="empty__title">{title}</p>
      {text && <p class="empty__text">{text}</p>}
      {actions && <div class="empty__actions">{actions}</div>}
    </div>
  );
}
