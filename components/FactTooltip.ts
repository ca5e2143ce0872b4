import circleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import inbox from 'lucide/dist/esm/icons/inbox.mjs';
import pin from 'lucide/dist/esm/icons/pin.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import type { Translator } from '../lib/locale/translator.ts';
import { arrangeFacts } from '../lib/tooltip/arrange-facts.ts';
import { sectionsByPack } from '../lib/tooltip/pack-sections.ts';
import type { TooltipContent } from '../lib/tooltip/view.ts';
import { entityTypeBadge } from './tooltip/badges.ts';
import type { CopyText } from './tooltip/copy-button.ts';
import { factList } from './tooltip/fact-list.ts';
import { h, icon } from './tooltip/h.ts';

export interface FactTooltipOptions {
  readonly translator: Translator;
  readonly onTogglePin: () => void;
  readonly onClose: () => void;
  readonly copyText: CopyText;
}

/** What is known about one entity, beside its name on the page: a head that stays, and facts that scroll. */
export class FactTooltip {
  readonly element: HTMLElement;
  readonly #options: FactTooltipOptions;
  readonly #pin: HTMLButtonElement;
  readonly #description = h('p', { class: 'card__description', dir: 'auto' });
  readonly #body = h('div', { class: 'card__body' });
  readonly #announcement = h('p', { class: 'unseen', 'aria-live': 'polite' });
  readonly #name: string;

  constructor({ entity }: Pick<TooltipContent, 'entity'>, options: FactTooltipOptions) {
    const { translator } = options;
    const { t, locale, direction } = translator;
    this.#options = options;
    this.#name = entity.name;
    this.#pin = tool(icon(pin, { size: 15 }), t('tooltip.pin'), options.onTogglePin);
    this.setPinned(false);
    this.element = h(
      'section',
      {
        class: 'card',
        role: 'dialog',
        'aria-label': t('tooltip.label', { name: entity.name }),
        dir: direction,
        lang: locale,
        tabindex: '-1',
      },
      h(
        'header',
        {},
        h(
          'div',
          { class: 'card__bar' },
          entityTypeBadge(entity.type, translator),
          this.#pin,
          tool(icon(x, { size: 16 }), t('tooltip.close'), options.onClose),
        ),
        h('h2', { dir: 'auto' }, entity.name),
        this.#description,
      ),
      this.#body,
      this.#announcement,
    );
  }

  /** How high it would be if nothing had to scroll, in CSS pixels. */
  get fullHeight(): number {
    return this.element.offsetHeight - this.#body.clientHeight + this.#body.scrollHeight;
  }

  setPinned(isPinned: boolean): void {
    const label = this.#options.translator.t(isPinned ? 'tooltip.unpin' : 'tooltip.pin');
    this.#pin.title = label;
    this.#pin.setAttribute('aria-label', label);
    this.#pin.setAttribute('aria-pressed', String(isPinned));
  }

  /** Draws the facts, the wait for them, or why there are none. */
  setContent({ answer, context }: Omit<TooltipContent, 'entity'>): void {
    const { translator, copyText } = this.#options;
    const { t } = translator;
    const name = this.#name;
    if (!answer) {
      this.#body.replaceChildren(skeleton());
      this.#announcement.textContent = t('tooltip.loading', { name });
      return;
    }
    if (answer.type === 'failed') {
      this.#body.replaceChildren(message('failed', answer.message ?? t('tooltip.failed')));
      return;
    }
    const count = answer.dossiers.flatMap(({ facts }) => facts).length;
    const sections = answer.dossiers.flatMap((dossier) =>
      sectionsByPack(
        arrangeFacts(dossier, context),
        dossier.facts.map(({ packId }) => packId),
      ),
    );
    this.#description.textContent = answer.dossiers[0]?.entity.description ?? '';
    this.#announcement.textContent = t('tooltip.announce', { name, count });
    const itemContext = { translator, copyText };
    this.#body.replaceChildren(
      ...sections.map(({ packTitle, groups }) =>
        h(
          'section',
          {},
          sections.length > 1 && h('h3', { dir: 'auto' }, t('tooltip.pack', { pack: packTitle })),
          factList(groups, itemContext),
        ),
      ),
      ...(count === 0 ? [message('empty', t('tooltip.empty', { name }))] : []),
    );
  }
}

function tool(sign: SVGElement, label: string, onclick: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick }, sign);
}

/** Lines of text to come. What is coming is announced elsewhere. */
function skeleton(): HTMLElement {
  return h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'), h('span'));
}

/** A sentence in place of facts. */
function message(kind: 'failed' | 'empty', text: string): HTMLElement {
  return h(
    'p',
    { class: `message message--${kind}`, role: kind === 'failed' && 'alert' },
    icon(kind === 'failed' ? circleAlert : inbox, { size: 18 }),
    h('span', {}, text),
  );
}
