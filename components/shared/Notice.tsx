import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import circleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import info from 'lucide/dist/esm/icons/info.mjs';
import triangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

const ICONS = { note: info, good: circleCheck, care: triangleAlert, danger: circleAlert } as const;

export interface NoticeProps {
  readonly kind: keyof typeof ICONS;
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  /** Read out when it appears; for what happens while the reader looks elsewhere on the page. */
  readonly isAnnounced?: boolean | undefined;
}

/** Something the reader should know here and now. */
export function Notice({ kind, title, children, isAnnounced = false }: NoticeProps) {
  return (
    <div
      class={`notice notice--${kind}`}
      role={isAnnounced ? (kind === 'danger' ? 'alert' : 'status') : undefined}
    >
      <Icon icon={ICONS[kind]} />
      <div class="notice__body">
        {title && <p class="notice__title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
