import type { ImportPreview, ProblemReport, TableDraft } from '../../../components/settings/import-state.ts';
import type { PackEntry } from '../../../components/settings/installed-packs.ts';
import type { Dossier } from '../../../lib/model/dossier.ts';
import type { MentionedEntity } from '../../../lib/model/mention.ts';
import type { ListedEntity } from '../../../lib/model/messages.ts';
import type { SearchResults } from '../../../lib/model/search.ts';
import type { Subscription } from '../../../lib/model/subscription.ts';

/* Invented names and facts, in every shape that the surfaces must bear. */

const register = {
  id: 'register',
  title: 'Register of Harbour Operators, spring edition',
  publisher: 'Port Authority of Valen',
  url: 'https://register.example/valen',
  published: '2026-03-02',
  accessed: '2026-04-11',
};
const gazette = {
  id: 'gazette',
  title: 'Meridian takes a second berth',
  publisher: 'The Valen Gazette',
  url: 'https://gazette.example/meridian',
  published: '2025-11',
  archiveUrl: 'https://archive.example/gazette/meridian',
};

export const DOSSIER: Dossier = {
  packId: 'harbours',
  packTitle: 'Harbours of the inner sea',
  entity: {
    id: 'org:meridian',
    type: 'organization',
    name: 'Meridian Lines',
    description: 'Shipping company that runs the ferries between Valen and the outer islands.',
    aliases: ['Meridian', 'Meridian Lines plc', { text: 'ML', kind: 'acronym' }],
    sameAs: ['https://www.wikidata.org/wiki/Q0', 'https://meridian.example/'],
  },
  facts: [
    {
      id: 'f1',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['org:meridian'],
      property: 'financing',
      statement: 'Meridian Lines borrowed about 110 billion crowns to build the second berth.',
      value: { type: 'money', amount: 110e9, currency: 'DKK', approx: true },
      status: 'confirmed',
      asOf: '2026-03-02',
      sources: [
        {
          source: register,
          quote: 'The operator has drawn a loan of some 110 billion crowns for berth two.',
          locator: 'p. 12',
        },
        { source: gazette, quote: 'a loan that the company puts at 110 billion' },
      ],
      supersedes: ['f2'],
    },
    {
      id: 'f2',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['org:meridian'],
      property: 'financing',
      statement: 'Meridian Lines plans to borrow 90 billion crowns.',
      value: { type: 'money', amount: 90e9, currency: 'DKK' },
      status: 'planned',
      asOf: '2025-11',
      sources: [{ source: gazette, quote: 'plans for a loan of 90 billion are under way' }],
      contradicts: ['f3'],
    },
    {
      id: 'f3',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['org:meridian'],
      statement: 'Meridian Lines says that it needs no loan at all.',
      status: 'disputed',
      value: { type: 'quote', text: 'We will pay for it out of our own pocket.', speaker: 'Ida Holm' },
      asOf: '2025-09-14',
      sources: [{ source: gazette }],
    },
    {
      id: 'f4',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['org:meridian'],
      property: 'fleet',
      statement: 'Meridian Lines runs fourteen ferries.',
      value: { type: 'quantity', amount: 14, unit: 'ferries' },
      status: 'reported',
      validFrom: '2019',
      sources: [{ source: register, quote: 'fourteen vessels in regular service' }],
    },
    {
      id: 'f5',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['org:meridian'],
      statement: 'Meridian Lines was founded by two brothers from the island of Sund.',
      status: 'claimed',
      sources: [{ source: { id: 'own', title: 'The company’s own history' } }],
    },
  ],
};

/** The dossier with what its facts lead to: a chair, a berth, another shipping line. */
export const RELATED_DOSSIER: Dossier = {
  ...DOSSIER,
  facts: [
    ...DOSSIER.facts,
    {
      id: 'f6',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['org:meridian', 'person:holm'],
      property: 'chair',
      statement: 'Ida Holm has chaired Meridian Lines since 2019.',
      value: { type: 'entity', entity: 'person:holm' },
      status: 'confirmed',
      validFrom: '2019-06-01',
      sources: [{ source: register }],
    },
    {
      id: 'f7',
      packId: 'harbours',
      packTitle: 'Harbours of the inner sea',
      about: ['place:valen', 'org:meridian', 'person:holm'],
      property: 'lease',
      statement: 'Valen leased its second berth to Meridian Lines.',
      status: 'reported',
      asOf: '2026-01-15',
      sources: [{ source: gazette }],
    },
  ],
};

/** Those that facts of {@link RELATED_DOSSIER} name, and one with the longest name of all. */
export const NAMED: ReadonlyMap<string, MentionedEntity> = new Map(
  [
    { id: 'person:holm', name: 'Ida Holm', type: 'person' } as const,
    { id: 'place:valen', name: 'Valen', type: 'place' } as const,
  ].map((entity) => [entity.id, entity]),
);

const LONG_NAME =
  'Königlich-Valenische Gesellschaft für Dampfschifffahrtsangelegenheiten und Leuchtturmwärterausbildung zu Neu-Sundenhafen';

export const LONG_DOSSIER: Dossier = {
  packId: 'long',
  packTitle: 'Long',
  entity: {
    id: 'org:long',
    type: 'organization',
    name: LONG_NAME,
    description: `${LONG_NAME}, in everyday speech the Society, trains lighthouse keepers and runs steamers.`,
    aliases: Array.from({ length: 14 }, (_, n) => `Society of Lighthouse Keepers, chapter ${n + 1}`),
    sameAs: ['https://a-very-long-host-name-of-a-society-for-lighthouse-keepers.example/'],
  },
  facts: Array.from({ length: 6 }, (_, n) => ({
    id: `long${n}`,
    packId: 'long',
    packTitle: 'Long',
    about: ['org:long'],
    property: 'Leuchtturmwärterausbildungsstättenverzeichnis',
    statement: `${LONG_NAME} published its register of lighthouses, number ${n + 1}, at https://register-of-lighthouses.example/volumes/${'0123456789'.repeat(6)}`,
    status: 'reported',
    asOf: `20${20 + n}-06`,
    sources: [{ source: { ...register, title: LONG_NAME.repeat(2) }, quote: LONG_NAME }],
  })),
};

export const RESULTS: SearchResults = {
  entities: [
    {
      packId: 'harbours',
      entity: {
        id: 'org:meridian',
        type: 'organization',
        name: 'Meridian Lines',
        description: 'Shipping company that runs the ferries between Valen and the outer islands.',
      },
      matched: { text: 'Meridian Lines', spans: [{ start: 0, end: 4 }] },
    },
    {
      packId: 'harbours',
      entity: {
        id: 'person:holm',
        type: 'person',
        name: 'Ida Holm',
        description: 'Chair of Meridian Lines.',
      },
      matched: { text: 'Madame Meridian', spans: [{ start: 7, end: 11 }] },
    },
    {
      packId: 'harbours',
      entity: {
        id: 'place:meri',
        type: 'place',
        name: 'Merivik',
        description: 'Village on the island of Sund.',
      },
      matched: { text: 'Merivik', spans: [{ start: 0, end: 4 }] },
    },
  ],
  facts: [
    {
      packId: 'harbours',
      fact: { id: 'f1', status: 'confirmed', asOf: '2026-03-02' },
      subject: { id: 'org:meridian', name: 'Meridian Lines', type: 'organization' },
      statement: {
        text: 'Meridian Lines borrowed about 110 billion crowns to build the second berth.',
        spans: [{ start: 0, end: 4 }],
      },
    },
    {
      packId: 'harbours',
      fact: { id: 'f9', status: 'disputed' },
      subject: { id: 'place:meri', name: 'Merivik', type: 'place' },
      statement: {
        text: 'The mayor of Merivik denies that the ferry will stop there.',
        spans: [{ start: 13, end: 17 }],
      },
    },
  ],
};

export const MENTIONS: readonly ListedEntity[] = [
  listed('org:meridian', 'Meridian Lines', 'organization', 12, 0.998, ['Meridian Lines', 'Meridian', 'ML']),
  listed('person:holm', 'Ida Holm', 'person', 4, 0.97),
  listed('place:valen', 'Valen', 'place', 1_204, 0.88),
  listed('product:ferry', 'MF Sundfarer', 'product', 1, 0.96),
  listed('work:gazette', 'The Valen Gazette', 'work', 2, 0.93),
  listed('event:regatta', 'Regatta of 2025', 'event', 1, 0.71),
  listed('concept:cabotage', 'Cabotage', 'concept', 3, 0.64),
  listed('org:long', LONG_NAME, 'organization', 2, 0.91),
];

function listed(
  id: string,
  name: string,
  type: ListedEntity['type'],
  count: number,
  score: number,
  forms: readonly string[] = [name],
): ListedEntity {
  return { id, name, type, count, score, forms };
}

function version(id: string, number: string, facts: number, importedAt: number) {
  return {
    id,
    header: {
      format: 'fact-pack/1',
      id: 'harbours',
      version: number,
      title: 'Harbours of the northern coast',
      description: 'Who runs which harbour, with what money, and since when. Kept by the harbour desk.',
      language: 'en',
      license: 'CC-BY-4.0',
      publisher: { name: 'The Valen Gazette', url: 'https://gazette.example/' },
      homepage: 'https://gazette.example/packs/harbours',
      published: '2026-04',
    },
    counts: { sources: 212, entities: 1_482, facts },
    importedAt,
    isPinned: false,
    bytes: facts * 1_200,
  } as const;
}

const KEY = 'ed25519:3kf9Qx2aTm0LrW8vYb5sNc1dHe7gUj4iKoPzAqXwEfM';

export const PACKS: readonly PackEntry[] = [
  {
    packId: 'harbours',
    isEnabled: true,
    isBundled: false,
    pinnedKey: KEY,
    current: version('g3', '2.1.0', 9_230, Date.UTC(2026, 3, 12, 9, 30)),
    history: [
      version('g2', '2.0.3', 9_011, Date.UTC(2026, 2, 1, 17, 5)),
      { ...version('g1', '1.9.0', 7_410, Date.UTC(2025, 10, 20, 8, 0)), isPinned: true },
    ],
  },
  {
    packId: 'long',
    isEnabled: false,
    isBundled: true,
    current: {
      ...version('l1', '0.3.1', 6, Date.UTC(2026, 0, 2, 12, 0)),
      header: {
        format: 'fact-pack/1',
        id: 'long',
        version: '0.3.1-beta.20260102',
        title: LONG_NAME,
        language: 'de',
      },
    },
    history: [],
  },
];

const HARBOURS_URL = 'https://gazette.example/packs/harbours.jsonl.gz';

/** Kept up to date, with everything in its log that can happen to an update. */
export const SUBSCRIPTION: Subscription = {
  packId: 'harbours',
  url: HARBOURS_URL,
  isOn: true,
  intervalHours: 24,
  validators: {},
  nextAt: Date.UTC(2026, 3, 14, 9, 12),
  failures: 0,
  waiting: { version: '2.2.0', reason: 'many-gone', share: 0.34 },
  log: (
    [
      { kind: 'waiting', version: '2.2.0', reason: 'many-gone', share: 0.34 },
      { kind: 'unchanged' },
      { kind: 'failed', reason: 'status', status: 503 },
      { kind: 'refused', reason: 'problems', detail: 'Line 7: this is no JSON.' },
      { kind: 'updated', version: '2.1.0', added: 219, changed: 4, gone: 0, isKeyChange: true },
    ] as const
  ).map((outcome, day) => ({ at: Date.UTC(2026, 3, 13 - day, 9, 12), outcome })),
};

export const REPORT: ProblemReport = {
  errors: 214,
  warnings: 3,
  problems: [
    {
      severity: 'error',
      sentence: 'Line 12, “fact:7”, $.sources: the list is empty, and a fact needs at least one source.',
      fix: 'Name the source that the fact comes from, or leave the fact out.',
    },
    {
      severity: 'error',
      sentence: `Line 40, $.about[0]: there is no entity “${'org:lighthouse-'.repeat(8)}” in this pack.`,
      fix: 'Add the entity, or correct the id.',
    },
    {
      severity: 'warning',
      sentence: 'Line 88, “org:target”: the alias “Target” is a common word.',
      fix: 'Mark it as weak, or name words of the context that speak for it.',
    },
  ],
};

const MERIDIAN = { id: 'org:meridian', name: 'Meridian Lines' };

export const TABLE: TableDraft = {
  id: 'harbour-operators',
  title: 'harbour operators',
  language: 'en',
  defaultType: 'organization',
  headings: ['Company', 'Also known as', 'Berths in the year of our survey', ''],
  rows: [
    ['Meridian Lines', 'Meridian; ML', '14', 'x'],
    ['Kranfeld & Söhne', '', '3', ''],
    ['Sund Ferries', 'SF', '7', ''],
  ],
  mapping: { name: [0], aliases: [1] },
};

/** An import on its way. */
export const READING = {
  phase: 'reading',
  step: 'reading',
  fileName: 'harbours-2.2.0.jsonl.gz',
  done: 0.42,
  records: 48_200,
  bytes: 12_400_000,
  totalBytes: 29_500_000,
  secondsLeft: 21,
} as const;

export const PREVIEW: ImportPreview = {
  header: version('g4', '2.2.0', 9_241, 0).header,
  counts: { sources: 214, entities: 1_482, facts: 9_241 },
  replaces: PACKS[0]!.current,
  signature: { state: 'same', publicKey: KEY },
  conflicts: [
    {
      entity: { id: 'org:meridian', name: 'Meridian Lines' },
      property: 'fleet',
      ours: { ...DOSSIER.facts[3]!, id: 'f4' },
      theirs: {
        ...DOSSIER.facts[3]!,
        id: 'r4',
        packId: 'long',
        statement: 'Meridian Lines runs eleven ferries.',
      },
    },
  ],
  warnings: { ...REPORT, errors: 0, problems: REPORT.problems.slice(2), warnings: 3 },
  plan: {
    header: { version: 'up', fields: [] },
    entities: { added: 0, changed: 1, superseded: 0, withdrawn: 0, removed: 0, unchanged: 1_481 },
    facts: { added: 13, changed: 1, superseded: 1, withdrawn: 1, removed: 0, unchanged: 9_215 },
    changes: [
      {
        subject: 'fact',
        kind: 'added',
        id: 'f20',
        entity: MERIDIAN,
        statement: 'Meridian Lines ordered two electric ferries.',
        fields: [],
      },
      {
        subject: 'entity',
        kind: 'changed',
        id: 'org:meridian',
        entity: MERIDIAN,
        fields: [
          {
            field: 'description',
            before: 'Shipping company.',
            after: 'Shipping company that runs the ferries between Valen and the outer islands.',
          },
          { field: 'aliases', before: ['Meridian'], after: ['Meridian', { text: 'ML', kind: 'acronym' }] },
        ],
      },
      {
        subject: 'fact',
        kind: 'superseded',
        id: 'f2',
        entity: MERIDIAN,
        statement: 'Meridian Lines plans to borrow 90 billion crowns.',
        fields: [],
        supersededBy: 'f1',
      },
      {
        subject: 'fact',
        kind: 'withdrawn',
        id: 'f3',
        entity: MERIDIAN,
        statement: 'Meridian Lines says that it needs no loan at all.',
        fields: [{ field: 'status', before: 'claimed', after: 'retracted' }],
      },
    ],
  },
};
