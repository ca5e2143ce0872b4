import { createTooltipView } from '../../../components/tooltip/create-tooltip-view.ts';
import { loadMessages } from '../../../lib/locale/languages.ts';
import type { Dossier, DossierFact } from '../../../lib/model/dossier.ts';
import type { ReadingContext } from '../../../lib/model/entity-facts.ts';
import type { MatchExplanation, MentionedEntity } from '../../../lib/model/mention.ts';
import type { Language, Settings } from '../../../lib/model/settings.ts';
import { arrangeFacts } from '../../../lib/tooltip/arrange-facts.ts';
import { sectionsByPack } from '../../../lib/tooltip/pack-sections.ts';
import type { TooltipAnswer } from '../../../lib/tooltip/state.ts';
import { DOSSIER, LONG_DOSSIER } from './fixtures.ts';

/** A tooltip in one state. */
interface TooltipScene {
  readonly entity: MentionedEntity;
  readonly answer: TooltipAnswer | undefined;
  readonly match?: MatchExplanation;
  /** Labels of what is pressed one after another. */
  readonly presses?: readonly string[];
  /** Language and direction of the page around it. */
  readonly page?: { readonly lang: string; readonly dir: 'ltr' | 'rtl' };
}

const HOLM = { id: 'person:holm', name: 'Ida Holm', type: 'person' } as const;
const PACK = { packId: 'harbours', packTitle: 'Harbours of the inner sea' };

const answer = (
  dossier: Dossier,
  named: readonly MentionedEntity[] = [],
  context: ReadingContext = { sentence: '' },
): TooltipAnswer => ({
  type: 'facts',
  facts: {
    description: dossier.entity.description,
    sections: sectionsByPack(
      arrangeFacts(dossier, context),
      dossier.facts.map(({ packId }) => packId),
    ),
    named,
  },
});

const of = (dossier: Dossier, rest: Partial<TooltipScene> = {}): TooltipScene => ({
  entity: dossier.entity,
  answer: answer(dossier),
  ...rest,
});

const only = (...ids: string[]): Dossier => ({
  ...DOSSIER,
  facts: ids.map((id) => DOSSIER.facts.find((fact) => fact.id === id) as DossierFact),
});

const MATCH: MatchExplanation = {
  score: 0.87,
  evidence: [
    { kind: 'alias-quality', weight: 2.1 },
    { kind: 'context', weight: 1.2 },
    { kind: 'coherence', weight: -0.6 },
    { kind: 'page', weight: -0.3 },
  ],
  others: [
    { id: 'place:meridian', name: 'Meridian', type: 'place' },
    { id: 'work:meridian', name: 'The Meridian Quarterly', type: 'work' },
  ],
};

const ARABIC: Dossier = {
  ...PACK,
  entity: {
    id: 'org:manara',
    type: 'organization',
    name: 'شركة المنارة للملاحة',
    description: 'شركة شحن تسيّر العبّارات بين الميناء والجزر الخارجية.',
  },
  facts: [
    {
      ...PACK,
      id: 'ar1',
      about: ['org:manara'],
      property: 'الأسطول',
      statement: 'تملك شركة المنارة للملاحة أربع عشرة عبّارة، وتعمل معها Ida Holm.',
      value: { type: 'quantity', amount: 14, unit: 'عبّارة' },
      status: 'reported',
      asOf: '2026-03',
      sources: [
        {
          source: { id: 's', title: 'سجل مشغلي الموانئ', publisher: 'هيئة الميناء', published: '2026-03-02' },
          quote: 'أربع عشرة سفينة في الخدمة المنتظمة',
        },
      ],
    },
  ],
};

const JAPANESE: Dossier = {
  ...PACK,
  entity: {
    id: 'org:gekko',
    type: 'organization',
    name: '月光湾海運株式会社',
    description: '月光湾と外洋諸島を結ぶ定期航路を運航する海運会社。',
  },
  facts: [
    {
      ...PACK,
      id: 'ja1',
      about: ['org:gekko'],
      property: '資金調達',
      statement:
        '月光湾海運株式会社は第二埠頭の建設のため、地元の信用組合から総額およそ二十億円の融資を受けた。',
      value: { type: 'money', amount: 2e9, currency: 'JPY', approx: true },
      status: 'confirmed',
      asOf: '2026-03-02',
      sources: [
        {
          source: {
            id: 's',
            title: '港湾事業者登録簿・春季版',
            publisher: '月光港湾局',
            published: '2026-03-02',
          },
          quote: '同社は第二埠頭のために約二十億円を借り入れた。',
        },
      ],
    },
  ],
};

const EXTREME: Dossier = {
  ...DOSSIER,
  facts: [
    {
      ...DOSSIER.facts[0]!,
      id: 'x1',
      value: { type: 'money', amount: 1e300, currency: 'USD', bound: 'at-least' },
      property: 'Leuchtturmwärterausbildungsstättenverzeichnis'.repeat(3),
      asOf: undefined,
      sources: [{ source: { id: 's', title: 'x'.repeat(300) }, quote: 'y'.repeat(600) }],
    },
    {
      ...DOSSIER.facts[0]!,
      id: 'x2',
      statement: 'A word without an end follows.',
      value: { type: 'text', text: '0123456789'.repeat(40) },
    },
  ],
};

/** Every state of the tooltip that is drawn on purpose. */
export const TOOLTIP_STATES: Readonly<Record<string, TooltipScene>> = {
  'tooltip-facts': of(only('f1', 'f4', 'f5'), { match: { ...MATCH, others: [] } }),
  'tooltip-loading': { entity: DOSSIER.entity, answer: undefined },
  'tooltip-failed': { entity: DOSSIER.entity, answer: { type: 'failed' } },
  'tooltip-empty': of({ ...DOSSIER, facts: [] }),
  'tooltip-undated': of(only('f5')),
  'tooltip-disputed': of(only('f3', 'f2')),
  'tooltip-superseded': {
    entity: DOSSIER.entity,
    answer: answer(only('f1', 'f2'), [], { sentence: '', published: '2025-12-24' }),
  },
  'tooltip-quote': of(only('f1'), { presses: ['Quote'] }),
  'tooltip-packs': of({
    ...DOSSIER,
    facts: [
      ...only('f4').facts,
      { ...only('f5').facts[0]!, packId: 'own', packTitle: 'My own notes on the northern coast' },
    ],
  }),
  'tooltip-senses': of(only('f1'), { match: MATCH }),
  'tooltip-why': of(only('f1'), { match: MATCH, presses: ['Why this match?'] }),
  'tooltip-why-of-many': of(LONG_DOSSIER, { match: MATCH, presses: ['Why this match?'] }),
  'tooltip-rejected': of(only('f4'), { match: MATCH, presses: ['Why this match?', 'On this site'] }),
  'tooltip-looked-up': {
    entity: DOSSIER.entity,
    answer: answer(
      { ...DOSSIER, facts: [{ ...only('f4').facts[0]!, statement: 'Ida Holm runs Meridian Lines.' }] },
      [HOLM],
    ),
    presses: ['Ida Holm'],
  },
  'tooltip-pinned': of(only('f4'), { presses: ['Keep open'] }),
  'tooltip-long': of(LONG_DOSSIER),
  'tooltip-extreme': of(EXTREME, { presses: ['Quote'] }),
  'tooltip-arabic': {
    entity: ARABIC.entity,
    answer: answer(ARABIC, [HOLM]),
    match: { ...MATCH, others: [] },
    page: { lang: 'ar', dir: 'rtl' },
  },
  'tooltip-japanese': of(JAPANESE, { page: { lang: 'ja', dir: 'ltr' } }),
};

/** Draws a state over a page of plain text, beside a word near its end. */
export async function drawTooltip(
  state: string,
  theme: Settings['theme'],
  fonts: CSSStyleSheet,
  language: Language = 'en',
): Promise<void> {
  const scene = TOOLTIP_STATES[state];
  if (!scene) throw new RangeError(`The gallery has no state ${state}`);
  const locale = await loadMessages(language, ['shared', 'tooltip']);
  Object.assign(document.documentElement, scene.page);
  document.documentElement.style.colorScheme = theme === 'dark' ? 'dark' : 'light';
  document.title = state;
  document.body.style.font = '16px "Noto Sans"';
  document.body.innerHTML = `<main><h1>${state}</h1><p>The <mark>name</mark> in a sentence of the page.</p></main>`;
  // As the tooltip is built, nobody sees into it; here axe-core has to.
  let root: ShadowRoot | undefined;
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    root = attachShadow.call(this, { ...init, mode: 'open' });
    return root;
  };
  const view = createTooltipView({
    locale,
    theme,
    listener: {
      entered() {},
      left() {},
      closed() {},
      openDossier() {},
      lookUp: async () => answer({ ...only('f5'), entity: { ...DOSSIER.entity, ...HOLM } }),
    },
  });
  Element.prototype.attachShadow = attachShadow;
  root?.adoptedStyleSheets.push(fonts);
  const mark = document.querySelector('mark') as HTMLElement;
  const anchor = { element: mark, findRect: () => mark.getBoundingClientRect() };
  view.show({ entity: scene.entity, answer: scene.answer, reject() {} }, anchor, false);
  if (scene.match) view.explain(scene.match);
  for (const label of scene.presses ?? []) {
    const buttons = [...(root?.querySelectorAll('button') ?? [])];
    buttons.find((button) => (button.ariaLabel ?? button.textContent) === label)?.click();
    await new Promise(requestAnimationFrame);
  }
  addEventListener('resize', () => view.reposition());
}
