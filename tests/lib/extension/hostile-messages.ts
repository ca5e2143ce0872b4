import type {
  ExtensionRequest,
  PageRequest,
  TabRequest,
  UpdateRequest,
  ViewerRequest,
} from '../../../lib/model/messages.ts';

type ByType<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: Extract<Message, { readonly type: Type }>;
};

/** One sound message of each kind, by who receives it. Plain JSON: tests in browsers send them, too. */
export const MESSAGES: {
  readonly port: ByType<PageRequest>;
  readonly background: ByType<ExtensionRequest>;
  readonly 'update page': ByType<UpdateRequest>;
  readonly viewer: ByType<ViewerRequest>;
  readonly tab: ByType<TabRequest>;
} = {
  port: {
    hello: {
      type: 'hello',
      page: { url: 'https://bank.example/', title: 'Bank', lang: 'en', about: ['Nscale'], links: [] },
      rejected: [{ entityId: 'org:orrin', form: 'Orrin' }],
    },
    scan: { type: 'scan', blocks: [{ id: 1, text: 'Nscale and SoftBank' }], isLast: true },
    forget: { type: 'forget', blockIds: [1] },
    facts: { type: 'facts', visit: 1, entityId: 'org:orrin', context: { sentence: 'Orrin sails.' } },
    explain: { type: 'explain', visit: 1, blockId: 1, offset: 0 },
    reject: { type: 'reject', scope: 'site', isOn: true, entityId: 'org:orrin', form: 'Orrin' },
    'look-up': { type: 'look-up', visit: 1, text: 'Orrin' },
    search: { type: 'search', text: 'Orrin' },
    'open-dossier': { type: 'open-dossier', target: { id: 'org:orrin', name: 'Orrin' } },
    'load-tooltip': { type: 'load-tooltip' },
  },
  background: {
    'packs-changed': { type: 'packs-changed' },
    'annotate-tab': { type: 'annotate-tab', tabId: 1 },
    'update-goes-on': { type: 'update-goes-on' },
  },
  'update page': {
    'update-pack': {
      type: 'update-pack',
      subscription: {
        packId: 'org.example.evil',
        url: 'https://evil.example/pack.jsonl',
        validators: { etag: '"1"' },
        isManaged: true,
        publicKey: 'AAAA',
      },
    },
  },
  viewer: { 'load-tooltip': { type: 'load-tooltip' } },
  tab: {
    refresh: { type: 'refresh' },
    step: { type: 'step', direction: 1 },
    pin: { type: 'pin' },
    close: { type: 'close' },
    end: { type: 'end' },
    'list-mentions': { type: 'list-mentions' },
    'jump-to': { type: 'jump-to', entityId: 'org:orrin', occurrence: 0 },
  },
};

/** Values that no field of any message may have. */
const BENT = [null, Number.NaN, 1e300, () => {}, { length: 3 }, [[[]]], Symbol.iterator] as const;

/** The message with each field in turn of a wrong kind, with one too many, and with those missing that it must have. */
export function breakShapes(sample: object): readonly (readonly [what: string, message: unknown])[] {
  const fields = Object.keys(sample).filter((name) => name !== 'type');
  return [
    ['with a field too many', { ...sample, packs: [] }],
    ['as a list', [sample]],
    ['as a text', JSON.stringify(sample)],
    ['with another type', { ...sample, type: 'import-pack' }],
    ...fields.flatMap((name) =>
      BENT.map((value, i) => [`with ${name} bent (${i})`, { ...sample, [name]: value }] as const),
    ),
    ...Object.entries(sample).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? breakShapes(value)
            .filter(([what]) => what !== 'with another type')
            .map(([what, inner]) => [`${name} ${what}`, { ...sample, [name]: inner }] as const)
        : [],
    ),
  ];
}
