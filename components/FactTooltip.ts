import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import panelRight from 'lucide/dist/esm/icons/panel-right.mjs';
import pin from 'lucide/dist/esm/icons/pin.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import type { Translator } from '../lib/locale/translator.ts';
import type { FactGroup } from '../lib/model/entity-facts.ts';
import type { MatchExplanation, MentionedEntity } from '../lib/model/mention.ts';
import type { Subject, TooltipContent } from '../lib/tooltip/view.ts';
import { entityTypeBadge } from './tooltip/badges.ts';
import type { CopyText } from './tooltip/copy-button.ts';
import { factList } from './tooltip/fact-list.ts';
import { h, icon } from './tooltip/h.ts';
import { matchPanel, senses } from './tooltip/match-panel.ts';

/** From here on, in UTF-16 code units, a name is set smaller: it would fill the card. */
const LONG_NAME = 60;

/** In a window of this height, in CSS pixels, as at 400 %, a head that stays would leave no room for facts. */
const LOW_WINDOW = 360;

export interface FactTooltipOptions {
  readonly translator: Translator;
  /** Takes the place of the content's own entity, where a reader looked up one that a fact names. */
  readonly entity: Subject;
  readonly onTogglePin: () => void;
  readonly onClose: () => void;
  /** All that is known is wanted, beside the page. */
  readonly onOpenDossier: () => void;
  /** Another entity's name was pressed. */
  readonly onLookUp: (entity: MentionedEntity) => void;
  /** Where the reader looked this entity up from; missing where nothing came before. */
  readonly back?: { readonly name: string; readonly go: () => void } | undefined;
  readonly copyText: CopyText;
}

/** What is known about one entity, beside its name on the page: a head that stays, and facts that scroll. */
export class FactTooltip {
  readonly element: HTMLElement;
  readonly #options: FactTooltipOptions;
  readonly #pin: HTMLButtonElement;
  readonly #header: HTMLElement;
  readonly #description = h('p', { class: 'card__description' });
  // Arrow keys scroll what has the focus, and Tab leads here.
  readonly #body = h('div', { class: 'card__body', tabindex: '0', onscroll: () => this.#hintAtMore() });
  readonly #announcement = h('p', { class: 'unseen', 'aria-live': 'polite' });
  #content: TooltipContent | undefined;
  #isExplained = false;

  constructor(options: FactTooltipOptions) {
    const { translator, entity, back } = options;
    const { t, locale, direction } = translator;
    this.#options = options;
    this.#pin = tool(icon(pin, { size: 15 }), '', options.onTogglePin);
    this.setPinned(false);
    this.#header = h(
      'header',
      {},
      h(
        'div',
        { class: 'card__bar' },
        back &&
          tool(
            icon(arrowLeft, { size: 16, isDirectional: true }),
            t('tooltip.back', { name: back.name }),
            back.go,
          ),
        entityTypeBadge(entity.type, translator),
        tool(
          icon(panelRight, { size: 15, isDirectional: true }),
          t('tooltip.openDossier'),
          options.onOpenDossier,
        ),
        this.#pin,
        tool(icon(x, { size: 16 }), t('tooltip.close'), options.onClose),
      ),
      h('h2', { class: entity.name.length > LONG_NAME && 'long' }, entity.name),
      this.#description,
    );
    this.element = h(
      'section',
      {
        class: 'card',
        role: 'dialog',
        'aria-label': t('tooltip.label', { name: entity.name }),
        dir: direction,
        lang: locale,
        tabindex: '-1',
        // Where there is little room, all of the card scrolls.
        onscroll: () => this.#hintAtMore(),
      },
      this.#header,
      this.#body,
      this.#announcement,
    );
  }

  /** How high it would be if nothing had to scroll, in CSS pixels. */
  get fullHeight(): number {
    return this.element.offsetHeight + hiddenHeight(this.element) + hiddenHeight(this.#body);
  }

  setPinned(isPinned: boolean): void {
    const label = this.#options.translator.t(isPinned ? 'tooltip.unpin' : 'tooltip.pin');
    this.#pin.title = label;
    this.#pin.setAttribute('aria-label', label);
    this.#pin.setAttribute('aria-pressed', String(isPinned));
  }

  /** Its place on the screen, and with it its height, is settled. */
  placed(): void {
    const isAsked = this.element.querySelector('.why:not([hidden])') !== null;
    this.element.classList.toggle('card--whole', isAsked || innerHeight <= LOW_WINDOW);
    this.#hintAtMore();
  }

  /** Draws the facts, the wait for them, or why there are none. */
  setContent(content: TooltipContent): void {
    this.#content = content;
    const { answer } = content;
    const { translator, entity, onLookUp, copyText } = this.#options;
    const { t } = translator;
    const { name } = entity;
    if (!answer) {
      this.#body.replaceChildren(skeleton());
      this.#announcement.textContent = t('tooltip.loading', { name });
      return;
    }
    if (answer.type === 'failed') {
      this.#body.replaceChildren(message('failed', answer.message ?? t('tooltip.failed')));
      return;
    }
    const { description = '', sections, named } = answer.facts;
    const count = sections.flatMap(({ groups }) => groups.flat()).length;
    this.#description.textContent = description;
    this.#announcement.textContent = t('tooltip.announce', { name, count });
    const itemContext = { translator, copyText, named, onLookUp };
    this.#body.replaceChildren(
      ...sections.map(({ packTitle, groups }) =>
        h(
          'section',
          {},
          // A dispute between packs names them itself, and is not of one.
          sections.length > 1 &&
            groups.some(isOfOnePack) &&
            h('h3', {}, t('tooltip.pack', { pack: packTitle })),
          factList(groups, itemContext),
        ),
      ),
      ...(count === 0 ? [message('empty', t('tooltip.empty', { name }))] : []),
    );
  }

  /** Adds what else the name may mean, and why it was taken for this entity. */
  explain(match: MatchExplanation): void {
    if (this.#isExplained || !this.#content) return;
    this.#isExplained = true;
    const { translator, entity, onLookUp } = this.#options;
    if (match.others.length > 0) this.#header.append(senses(match.others, translator, onLookUp));
    const panel = matchPanel(match, { translator, entity, reject: this.#content.reject });
    // The answer takes its room from no other part of the card, and comes into sight.
    panel.onclick = () => {
      this.placed();
      panel.scrollIntoView({ block: 'nearest' });
    };
    this.#body.after(panel);
  }

  #hintAtMore(): void {
    const isMore = [this.element, this.#body].some(
      (scroller) => scroller.scrollTop < hiddenHeight(scroller) - 8,
    );
    this.element.classList.toggle('card--more', isMore);
  }
}

function hiddenHeight({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}

function isOfOnePack(group: FactGroup): boolean {
  return group.every(({ fact }) => fact.packId === group[0].fact.packId);
}

function tool(sign: SVGElement, label: string, onclick: () => void): HTMLButtonElement {
  return h('button', { class: 'tool', 'aria-label': label, title: label, onclick }, sign);
}

/** Lines of text to come. What is coming is announced elsewhere. */
function skeleton(): HTMLElement {
  return h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'), h('span'));
}

/** A sentence in place of facts. */
function message(kind: 'failed' | 'empty', text: string): HTMLElement {
  return h('p', { class: `message message--${kind}`, role: kind === 'failed' && 'alert' }, text);
}
