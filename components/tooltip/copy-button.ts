import check from 'lucide/dist/esm/icons/check.mjs';
import copy from 'lucide/dist/esm/icons/copy.mjs';
import type { Translator } from '../../lib/locale/translator.ts';
import type { DossierFact } from '../../lib/model/dossier.ts';
import { citeFact } from '../../lib/tooltip/citation.ts';
import { h, icon } from './h.ts';

/** @returns false where the page or the browser does not allow it. */
export type CopyText = (text: string) => Promise<boolean>;

/**
 * Copies a fact with its citation. The text of the tooltip cannot be selected, because a page can read
 * what is selected in it; this is the way to take a fact along.
 */
export function copyButton(
  fact: DossierFact,
  { t, formatDate }: Translator,
  copyText: CopyText,
): HTMLElement {
  const status = [t(`shared.status.${fact.status}`)];
  if (fact.asOf) status.push(t('tooltip.fact.asOf', { date: formatDate(fact.asOf) }));
  const label = t('tooltip.fact.copy');
  const button = h(
    'button',
    {
      class: 'action copy',
      'aria-label': label,
      title: label,
      onclick: async () => {
        const isCopied = await copyText(citeFact(fact, status.join(', ')));
        const outcome = t(isCopied ? 'tooltip.fact.copied' : 'tooltip.fact.copyFailed');
        button.className = isCopied ? 'action copy copy--done' : 'action copy copy--failed';
        button.removeAttribute('aria-label');
        button.replaceChildren(
          isCopied ? icon(check, { size: 13 }) : '',
          h('span', { role: 'status' }, outcome),
        );
      },
    },
    icon(copy, { size: 13 }),
  );
  return button;
}
