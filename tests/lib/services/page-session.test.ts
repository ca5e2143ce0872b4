import { beforeEach, describe, expect, it } from 'vitest';
import type { PageReply } from '../../../lib/model/messages.ts';
import { MENTION_ROW_LENGTH } from '../../../lib/model/messages.ts';
import type { PageContext } from '../../../lib/model/page.ts';
import type { PanelRequest } from '../../../lib/model/panel.ts';
import type { RejectedMatch, Rejection } from '../../../lib/model/rejection.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/model/settings.ts';
import { createLibrary } from '../../../lib/services/library.ts';
import { createMarkStyles } from '../../../lib/services/mark-styles.ts';
import {
  createPageSession,
  type PageSession,
  type PageSessionWorld,
} from '../../../lib/services/page-session.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from '../store/sample-pack.ts';

const PAGE: PageContext = {
  url: 'https://gazette.example/harbour',
  title: 'News from the harbour',
  lang: 'en',
  about: [],
  links: [],
};
const TEXT = 'Yesterday Vesna Tamm of Orrin Shipping spoke in town.';

const askFor = (entityId: string, visit = 1) =>
  ({ type: 'facts', visit, entityId, context: { sentence: '' } }) as const;

describe('a page session', () => {
  let store: FactStore;
  let settings: Settings;
  let replies: PageReply[];
  let failures: unknown[];
  let world: PageSessionWorld;
  let session: PageSession;
  let rejections: Rejection[];
  let asked: [string, RejectedMatch][];
  let counts: number[];
  let beside: PanelRequest[];

  beforeEach(async () => {
    store = createMemoryStore();
    settings = DEFAULT_SETTINGS;
    replies = [];
    failures = [];
    rejections = [];
    asked = [];
    counts = [];
    beside = [];
    world = {
      library: createLibrary(async () => store),
      settings: async () => settings,
      rejections: async () => rejections,
      rejectHere: async (match, isOn) => void asked.push([isOn ? 'here' : 'back', match]),
      askToReject: async (match) => void asked.push(['everywhere', match]),
      locale: () => ({ locale: 'en', messages: {} }),
      host: 'gazette.example',
      post: (reply) => replies.push(reply),
      counted: (marks) => counts.push(marks),
      loadTooltip: async () => {},
      openBeside: async (wanted) => void beside.push(wanted),
      factsUnreadable: () => 'No facts today.',
      report: (error) => failures.push(error),
    };
    session = createPageSession(world);
  });

  it('opens a dossier in the moment that it is asked for, before anything else is done', () => {
    const target = { id: 'person:vesna', name: 'Vesna Tamm' };
    void session.open('read');
    void session.answer({ type: 'open-dossier', target });
    void session.answer({ type: 'search', text: 'Tamm' });
    expect(beside).toEqual([
      { kind: 'dossier', target },
      { kind: 'look-up', text: 'Tamm' },
    ]);
  });

  it.each([
    ['whom a selected name means, in whatever letters', 'vesna TAMM', 'Vesna Tamm'],
    ['that it knows nobody of a name', 'Nobody Else', undefined],
  ])('says %s', async (_case, text, name) => {
    await installPack(store, createPack());
    await session.open('look-up');
    await session.answer({ type: 'look-up', visit: 4, text });
    const found = replies.find(({ type }) => type === 'found');
    expect(found).toMatchObject({ visit: 4 });
    expect((found as { entity?: { name: string } }).entity?.name).toBe(name);
  });

  it('welcomes a page before it says what a selected name means, however long its settings take', async () => {
    await installPack(store, createPack());
    // The names are in memory already, for another page.
    await world.library.segments();
    const slow = createPageSession({
      ...world,
      settings: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return settings;
      },
    });
    void slow.open('look-up');
    await slow.answer({ type: 'look-up', visit: 4, text: 'Vesna Tamm' });
    expect(replies.map(({ type }) => type)).toEqual(['welcome', 'found']);
  });

  const readNames = async (rejected: readonly RejectedMatch[] = []): Promise<string[]> => {
    replies.length = 0;
    await session.open('read');
    await session.answer({ type: 'hello', page: PAGE, rejected });
    await session.answer({ type: 'scan', blocks: [{ id: 7, text: TEXT }], isLast: true });
    return replies.flatMap((reply) =>
      reply.type === 'mentions'
        ? Array.from({ length: reply.rows.length / MENTION_ROW_LENGTH }, (_, mention) => {
            const [, start, end] = reply.rows.slice(mention * MENTION_ROW_LENGTH);
            return TEXT.slice(start, end);
          })
        : [],
    );
  };

  it('welcomes the page, then marks its names', async () => {
    await installPack(store, createPack());
    expect(await readNames()).toEqual(['Vesna Tamm', 'Orrin Shipping']);
    expect(replies[0]).toEqual({
      type: 'welcome',
      isOn: true,
      theme: 'system',
      marks: createMarkStyles('line-and-tint'),
      locale: { locale: 'en', messages: {} },
    });
    expect(failures).toEqual([]);
  });

  it.each([
    ['marks are off', { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, isOn: false } }],
    ['the site is blocked', { ...DEFAULT_SETTINGS, sites: { blocked: ['gazette.example'] } }],
  ])('stays quiet where %s', async (_case, chosen) => {
    await installPack(store, createPack());
    settings = chosen;
    expect(await readNames()).toEqual([]);
    expect(replies).toMatchObject([{ type: 'welcome', isOn: false }]);
  });

  it('counts the marks of the page, until it forgets the text or is switched off', async () => {
    await installPack(store, createPack());
    const names = await readNames();
    expect(names).not.toEqual([]);
    expect(counts.at(-1)).toBe(names.length);
    await session.answer({ type: 'forget', blockIds: [7] });
    expect(counts.at(-1)).toBe(0);
    await readNames();
    settings = { ...settings, marks: { ...settings.marks, isOn: false } };
    await session.answer({ type: 'hello', page: PAGE });
    expect(counts.at(-1)).toBe(0);
  });

  it('welcomes the page again only when it has something else to say', async () => {
    await session.open('read');
    await session.answer({ type: 'hello', page: PAGE });
    expect(replies).toHaveLength(1);
    await session.answer({ type: 'hello', page: PAGE });
    expect(replies).toHaveLength(1);
    settings = { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, isOn: false } };
    await session.answer({ type: 'hello', page: PAGE });
    expect(replies.slice(1)).toMatchObject([{ type: 'welcome', isOn: false }]);
  });

  it('gets ready to read when the page opens, but not for a look at facts', async () => {
    let asked = 0;
    const library = createLibrary(async () => store);
    const counting = {
      ...library,
      segments: () => {
        asked++;
        return library.segments();
      },
    };
    const open = (purpose: 'read' | 'look-up') =>
      createPageSession({ ...world, library: counting }).open(purpose);
    await open('look-up');
    expect(asked).toBe(0);
    await open('read');
    expect(asked).toBe(1);
    settings = { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, isOn: false } };
    await open('read');
    expect(asked).toBe(1);
  });

  it('sees a pack that was imported after the page was first read', async () => {
    expect(await readNames()).toEqual([]);
    await installPack(store, createPack());
    expect(await readNames()).toEqual(['Vesna Tamm', 'Orrin Shipping']);
  });

  it('marks nothing of a pack that was disabled', async () => {
    await installPack(store, createPack());
    expect(await readNames()).toHaveLength(2);
    await store.setEnabled('test.harbour', false);
    expect(await readNames()).toEqual([]);
  });

  it('answers with the facts of the version that serves, and the visit that asked', async () => {
    await installPack(store, createPack());
    await session.answer(askFor('person:vesna', 3));
    await installPack(store, createPack({ version: '2.0.0', facts: [] }));
    await session.answer(askFor('person:vesna', 4));
    expect(
      replies.map((reply) =>
        reply.type === 'facts'
          ? [reply.visit, reply.facts.sections.flatMap(({ groups }) => groups).length]
          : reply,
      ),
    ).toEqual([
      [3, 1],
      [4, 0],
    ]);
  });

  it('names the entities that facts refer to', async () => {
    await installPack(store, createPack());
    await session.answer(askFor('org:orrin'));
    expect(replies).toMatchObject([
      {
        facts: {
          named: [
            { id: 'place:lumen', name: 'Lumen Bay', type: 'place' },
            { id: 'person:vesna', name: 'Vesna Tamm', type: 'person' },
          ],
        },
      },
    ]);
  });

  it('explains a mark, and stays silent about what it does not know', async () => {
    await installPack(store, createPack());
    await readNames();
    replies.length = 0;
    await session.answer({ type: 'explain', visit: 9, blockId: 7, offset: TEXT.indexOf('Tamm') });
    await session.answer({ type: 'explain', visit: 10, blockId: 7, offset: 0 });
    await session.answer({ type: 'explain', visit: 11, blockId: 8, offset: 0 });
    expect(replies).toMatchObject([{ type: 'match', visit: 9, match: { others: [] } }]);
  });

  it.each([
    ['everywhere', undefined, ['Orrin Shipping']],
    ['on this site', 'gazette.example', ['Orrin Shipping']],
    ['on another site', 'herald.example', ['Vesna Tamm', 'Orrin Shipping']],
  ])('minds what the reader rejected %s', async (_where, host, expected) => {
    await installPack(store, createPack());
    rejections = [{ entityId: 'person:vesna', form: 'Vesna Tamm', host, rejectedAt: 0 }];
    expect(await readNames()).toEqual(expected);
  });

  it('minds what the reader rejected on the page alone', async () => {
    await installPack(store, createPack());
    expect(await readNames([{ entityId: 'person:vesna', form: 'Vesna Tamm' }])).toEqual(['Orrin Shipping']);
    expect(await readNames()).toHaveLength(2);
  });

  it('saves what is rejected for the site, and asks about more', async () => {
    const match = { entityId: 'person:vesna', form: 'Vesna Tamm' };
    const reject = { type: 'reject', ...match } as const;
    await session.answer({ ...reject, scope: 'site', isOn: true });
    await session.answer({ ...reject, scope: 'site', isOn: false });
    await session.answer({ ...reject, scope: 'everywhere', isOn: true });
    await session.answer({ ...reject, scope: 'everywhere', isOn: false });
    expect(asked).toEqual([
      ['here', match],
      ['back', match],
      ['everywhere', match],
      ['back', match],
    ]);
  });

  it('says so when facts cannot be read, and recovers', async () => {
    await installPack(store, createPack());
    const healthy = store;
    const broken = new Error('disk on fire');
    store = { ...healthy, packs: () => Promise.reject(broken) };
    await session.answer(askFor('person:vesna', 5));
    expect(replies).toEqual([{ type: 'failed', visit: 5, message: 'No facts today.' }]);
    expect(failures).toEqual([broken]);
    store = healthy;
    await session.answer(askFor('person:vesna', 6));
    expect(replies[1]).toMatchObject({ type: 'facts', visit: 6 });
  });
});
