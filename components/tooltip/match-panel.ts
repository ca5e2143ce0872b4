import type { Translator } from '../../lib/locale/translator.ts';
import type { MatchExplanation, MentionedEntity } from '../../lib/model/mention.ts';
import { REJECTION_SCOPES, type RejectionScope } from '../../lib/model/rejection.ts';
import type { Subject, TooltipContent } from '../../lib/tooltip/view.ts';
import { formatSureness } from '../shared/sureness.ts';
import { detailsToggle } from './details-toggle.ts';
import { focusFirst } from './focus.ts';
import { h } from './h.ts';

export interface MatchPanelContext {
  readonly translator: Translator;
  readonly entity: Subject;
  readonly reject: TooltipContent['reject'];
}

/** The name's other meanings, each to be looked up. */
export function senses(
  others: readonly MentionedEntity[],
  { t }: Translator,
  onLookUp: (entity: MentionedEntity) => void,
): HTMLElement {
  return h(
    'p',
    { class: 'senses' },
    t('tooltip.senses'),
    ...others.flatMap((other) => [
      ' ',
      h(
        'button',
        { class: 'name', onclick: () => onLookUp(other) },
        h('bdi', {}, other.name),
        ` (${t(`shared.entityType.${other.type}`)})`,
      ),
    ]),
  );
}

/** Why a name was taken for this entity, in words and on demand; and the way to say that it is not. */
export function matchPanel(match: MatchExplanation, context: MatchPanelContext): HTMLElement {
  const { t } = context.translator;
  const reasons = match.evidence.map(({ kind, weight }) => {
    const side = weight > 0 ? 'for' : 'against';
    return h('li', { class: side }, t(`tooltip.why.${kind}.${side}`));
  });
  const details = h(
    'div',
    { class: 'why', hidden: true },
    h('p', {}, t('tooltip.why.score', { share: formatSureness(match.score, context.translator) })),
    h('ul', {}, ...reasons),
    rejection(context),
  );
  return h('footer', {}, details, detailsToggle(details, t('tooltip.why')));
}

/** "Not this one": on this page, on this site or everywhere; and the way back, until the tooltip closes. */
function rejection({ translator: { t }, entity, reject }: MatchPanelContext): HTMLElement {
  const area = h('div', { class: 'not' });
  const button = (text: string, onclick: () => void) => h('button', { class: 'choice', onclick }, text);
  const choose = (scope: RejectionScope) => {
    reject(scope, true);
    area.replaceChildren(
      h('p', { role: 'status' }, t(`tooltip.rejected.${scope}`, { name: entity.name })),
      // What holds everywhere is asked for, and taken back, in a page of the extension.
      scope === 'everywhere'
        ? ''
        : button(t('tooltip.undo'), () => {
            reject(scope, false);
            ask();
            focusFirst(area);
          }),
    );
    focusFirst(area);
  };
  const ask = () =>
    area.replaceChildren(
      h('p', {}, t('tooltip.reject', { name: entity.name })),
      ...REJECTION_SCOPES.map((scope) => button(t(`tooltip.reject.${scope}`), () => choose(scope))),
    );
  ask();
  return area;
}
