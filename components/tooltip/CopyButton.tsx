import check from 'lucide/dist/esm/icons/check.mjs';
import copy from 'lucide/dist/esm/icons/copy.mjs';
import { useState } from 'preact/hooks';
import type { DossierFact } from '../../lib/model/dossier.ts';
import { citeFact } from '../../lib/tooltip/citation.ts';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface CopyButtonProps {
  readonly fact: DossierFact;
  /** @returns false where the page or the browser does not allow it. */
  readonly copyText: (text: string) => Promise<boolean>;
}

/**
 * Copies a fact with its citation. The text of the tooltip cannot be selected, because a page can read
 * what is selected in it; this is the way to take a fact along.
 */
export function CopyButton({ fact, copyText }: CopyButtonProps) {
  const { t, formatDate } = useTranslator();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>();
  const label = t(`tooltip.fact.${outcome ?? 'copy'}`);
  const status = [
    t(`shared.status.${fact.status}`),
    fact.asOf && t('tooltip.fact.asOf', { date: formatDate(fact.asOf) }),
  ].filter(Boolean);
  return (
    <button
      type="button"
      class={outcome === 'copied' ? 'copy copy--done' : 'copy'}
      aria-label={label}
      title={label}
      onClick={async () => {
        setOutcome((await copyText(citeFact(fact, status.join(', ')))) ? 'copied' : 'copyFailed');
      }}
    >
      <Icon icon={outcome === 'copied' ? check : copy} size={14} />
      {outcome && <span aria-live="polite">{label}</span>}
    </button>
  );
}
