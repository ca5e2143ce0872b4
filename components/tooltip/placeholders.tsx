import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import inbox from 'lucide/dist/esm/icons/inbox.mjs';
import { Icon } from '../shared/Icon.tsx';

/** Lines of text to come. What is coming is announced elsewhere. */
export function Loading() {
  return (
    <div class="loading" aria-hidden="true">
      <span class="loading__line loading__line--figure" />
      <span class="loading__line" />
      <span class="loading__line loading__line--short" />
    </div>
  );
}

/** A sentence in place of facts. */
export function Message({ kind, text }: { readonly kind: 'failed' | 'empty'; readonly text: string }) {
  return (
    <p class={`message message--${kind}`} role={kind === 'failed' ? 'alert' : undefined}>
      <Icon icon={kind === 'failed' ? circleAlert : inbox} size={18} />
      <span>{text}</span>
    </p>
  );
}
