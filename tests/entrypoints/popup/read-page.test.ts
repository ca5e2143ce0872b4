import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPlace, readPage, sumMentions } from '../../../entrypoints/popup/read-page.ts';
import * as access from '../../../lib/extension/site-access.ts';
import * as tabs from '../../../lib/extension/tabs.ts';
import { readPolicy } from '../../../lib/model/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/model/settings.ts';

const TAB = { tabId: 7, url: 'https://news.example/story' };
const host = 'news.example';

function frame(frameId: number, counts: Readonly<Record<string, number>>, isOn = true): tabs.FrameMentions {
  const entities = Object.entries(counts).map(
    ([id, count]) =>
      ({ id, name: id.toUpperCase(), type: 'person', count, score: 0.9, forms: [id] }) as const,
  );
  return { frameId, isOn, pace: 'keeping-up', entities };
}

/** A browser in which the page's frames answer like this, or not at all. */
function setBrowser({
  frames = [],
  isGranted = true,
}: {
  frames?: tabs.FrameMentions[];
  isGranted?: boolean;
}) {
  vi.spyOn(tabs, 'listMentions').mockResolvedValue(frames);
  vi.spyOn(access, 'hasAccessTo').mockResolvedValue(isGranted);
  return vi.spyOn(tabs, 'annotateTab').mockResolvedValue();
}

afterEach(() => {
  vi.restoreAllMocks();
});

const NOW = 1_000_000;
const until = NOW + 60_000;
const paused: Settings = { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, pausedUntil: until } };
const off: Settings = { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, isOn: false } };
const blocked: Settings = { ...DEFAULT_SETTINGS, sites: { blocked: [host] } };

describe('how a page stands', () => {
  it.each([
    ['closed to extensions, if the browser hides it', { tabId: 7, url: '' }, DEFAULT_SETTINGS, 'restricted'],
    [
      'closed to extensions, in the shop',
      { tabId: 7, url: 'https://addons.mozilla.org/' },
      DEFAULT_SETTINGS,
      'restricted',
    ],
    ['closed to extensions, without a tab', undefined, DEFAULT_SETTINGS, 'restricted'],
    ['off altogether', TAB, off, 'off-everywhere'],
    ['off for a while', TAB, paused, 'paused'],
    ['off here', TAB, blocked, 'off-here'],
  ])('%s', async (_rule, tab, settings, kind) => {
    setBrowser({ frames: [frame(0, { ada: 1 })] });
    expect((await readPage(tab, settings, 0, NOW)).state.kind).toBe(kind);
  });

  it('off by the organisation’s word, which no switch undoes', async () => {
    setBrowser({ frames: [] });
    const policy = readPolicy({ settings: { marks: false }, blockedSites: [host] });
    const isManaged = true;
    expect((await readPage(TAB, blocked, 0, NOW, policy)).state).toEqual({
      kind: 'off-here',
      host,
      isManaged,
    });
    expect((await readPage(TAB, off, 0, NOW, policy)).state).toEqual({
      kind: 'off-everywhere',
      host,
      isManaged,
    });
  });

  it('marked, with the names of all its frames', async () => {
    setBrowser({ frames: [frame(0, { ada: 2, bo: 1 }), frame(4, { ada: 1, cy: 1 })] });
    const { state } = await readPage(TAB, DEFAULT_SETTINGS, 0, NOW);
    expect(state).toMatchObject({
      kind: 'marked',
      host,
      mentions: [
        { id: 'ada', count: 3 },
        { id: 'bo', count: 1 },
        { id: 'cy', count: 1 },
      ],
    });
  });

  it('as sure of a name as its surest frame, and calling it by all that the frames do', async () => {
    const [one, other] = [frame(0, { ada: 1 }), frame(4, { ada: 1 })];
    const entities = other.entities.map((entity) => ({ ...entity, score: 0.95, forms: ['Ada L.', 'ada'] }));
    setBrowser({ frames: [one, { ...other, entities }] });
    const { state } = await readPage(TAB, DEFAULT_SETTINGS, 0, NOW);
    expect(state).toMatchObject({ mentions: [{ count: 2, score: 0.95, forms: ['ada', 'Ada L.'] }] });
  });

  it.each([
    [['keeping-up', 'slowed'], 'slowed'],
    [['slowed', 'cut-short'], 'cut-short'],
    [['keeping-up', 'keeping-up'], 'keeping-up'],
  ] as const)('as slow as its slowest frame: %s', async (paces, pace) => {
    setBrowser({ frames: paces.map((each, id) => ({ ...frame(id, {}), pace: each })) });
    expect((await readPage(TAB, DEFAULT_SETTINGS, 0, NOW)).state).toMatchObject({ kind: 'marked', pace });
  });

  it('marked, if it answers although its site was never granted: once, on the click', async () => {
    setBrowser({ frames: [frame(0, {})], isGranted: false });
    expect((await readPage(TAB, DEFAULT_SETTINGS, 0, NOW)).state.kind).toBe('marked');
  });

  it('marked again, when a pause is over', async () => {
    setBrowser({ frames: [frame(0, {})] });
    expect((await readPage(TAB, paused, 0, until - 1)).state).toMatchObject({ kind: 'paused', until });
    expect((await readPage(TAB, paused, 0, until)).state.kind).toBe('marked');
  });

  it.each(['https://gazette.example/report.pdf', 'https://gazette.example/REPORT.PDF?page=2#3'])(
    'a PDF, which the browser draws itself: %s',
    async (url) => {
      setBrowser({});
      expect((await readPage({ tabId: 7, url }, DEFAULT_SETTINGS, 0, NOW)).state.kind).toBe('pdf');
    },
  );

  it('without access, if it neither answers nor was granted', async () => {
    setBrowser({ isGranted: false });
    expect((await readPage(TAB, DEFAULT_SETTINGS, 0, NOW)).state).toEqual({ kind: 'no-access', host });
  });

  it('waited for, started once after the first silence, and given up after two seconds', async () => {
    const annotate = setBrowser({});
    const kinds = [];
    for (let silence = 0; silence <= 8; silence += 1) {
      kinds.push((await readPage(TAB, DEFAULT_SETTINGS, silence, NOW)).state.kind);
    }
    expect(kinds).toEqual([...Array(8).fill('loading'), 'failed']);
    expect(annotate.mock.calls).toEqual([[7]]);
  });

  it('waited for, while its frames have not heard that marks are on again', async () => {
    setBrowser({ frames: [frame(0, {}, false)] });
    expect((await readPage(TAB, DEFAULT_SETTINGS, 0, NOW)).state.kind).toBe('loading');
  });
});

describe('the places of an entity', () => {
  const frames = [frame(0, { ada: 2 }), frame(3, { bo: 1 }), frame(9, { ada: 1 })];

  it.each([
    [0, { frameId: 0, occurrence: 0 }],
    [1, { frameId: 0, occurrence: 1 }],
    [2, { frameId: 9, occurrence: 0 }],
    [3, { frameId: 0, occurrence: 0 }],
  ])('follow each other over all frames, and begin again: jump %d', (n, place) => {
    expect(findPlace(frames, 'ada', n)).toEqual(place);
  });

  it('are found at once, however many a page says that it has', () => {
    const frames = [frame(0, { ada: 3 }), frame(2, { ada: Number.MAX_SAFE_INTEGER - 3 })];
    expect(findPlace(frames, 'ada', 1e9)).toEqual({ frameId: 2, occurrence: 1e9 - 3 });
  });

  it('are none for an entity that is not there', () => {
    expect(findPlace(frames, 'cy', 0)).toBeUndefined();
    expect(sumMentions([])).toEqual([]);
  });
});
