import lock from 'lucide/dist/esm/icons/lock.mjs';
import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface ManagedProps {
  /** The reader's organisation has set what the controls inside would change. */
  readonly isManaged: boolean;
  readonly children: ComponentChildren;
}

/** Controls that show how things are, and cannot be used where an organisation has decided. */
export function Managed({ isManaged, children }: ManagedProps) {
  const { t } = useTranslator();
  if (!isManaged) return <>{children}</>;
  return (
    <fieldset class="managed" disabled>
      <legend class="managed__note">
        <Icon icon={lock} />
        {t('settings.managed')}
      </legend>
      {children}
    </fieldset>
  );
}
