import { describe, expect, it, vi } from 'vitest';
import { compileGazetteerNow } from '../../../lib/gazetteer/compile.ts';
import { PageLinker } from '../../../lib/linker/page-linker.ts';
import { type Entity, entityAliases } from '../../../lib/model/fact-pack.ts';
import { MENTION_ROW_LENGTH, type MentionsReply } from '../../../lib/model/messages.ts';
import type { PageContext, TextBlock } from '../../../lib/model/page.ts';
import { createReading, type ReadingSegment } from '../../../lib/services/reading.ts';

const PAGE: PageContext = { url: 'https://news.example/a', title: '', lang: 'en', about: [], links: [] };

const LUMEN: Entity = {
  id: 'org:lumen',
  type: 'organization',
  name: 'Lumen',
  description: 'battery manufacturer',
};
const BERG: Entity = { id: 'person:berg', type: 'person', name: 'Ida Berg', description: 'footballer' };

function segment(entities: readonly Entity[]) {
  const readProfiles = vi.fn(async (ordinals: readonly number[]) =>
    ordinals.map((ordinal) => ({ ordinal, entity: entities[ordinal] as Entity, keywords: [], related: [] })),
  );
  const gazetteer = compileGazetteerNow(
    entities.map((entity, ordinal) => ({ ordinal, aliases: entityAliases(entity), type: entity.type })),
  );
  return { gazetteer, generation: { readProfiles } } satisfies ReadingSegment;
}

function start(
  segments: readonly ReadingSegment[],
  threshold: 'strict' | 'balanced' | 'everything' = 'balanced',
) {
  return createReading({ segments, threshold }, PAGE);
}

const blocks = (...texts: string[]): TextBlock[] => texts.map((text, id) => ({ id, text }));

/** Mentions of a reply as `block: surface → entity`. */
function marks(reply: MentionsReply, texts: readonly TextBlock[]): string[] {
  const found: string[] = [];
  for (let row = 0; row < reply.rows.length; row += MENTION_ROW_LENGTH) {
    const [block = 0, from = 0, to = 0, entity = 0] = reply.rows.slice(row);
    const text = texts.find(({ id }) => id === block)?.text ?? '';
    found.push(`${block}: ${text.slice(from, to)} → ${reply.entities[entity]?.id}`);
  }
  return found;
}

describe('createReading', () => {
  it('answers every block that it was sent, also those without mentions', async () => {
    const texts = blocks('We asked Lumen about it.', 'Nothing here.');
    const reply = await start([segment([LUMEN])]).scan(texts, true);
    expect(reply.blockIds).toEqual([0, 1]);
    expect(marks(reply, texts)).toEqual(['0: Lumen → org:lumen']);
  });

  it('says how sure it is, in thousandths', async () => {
    const reply = await start([segment([LUMEN])]).scan(blocks('We asked Lumen about it.'), true);
    expect(reply.rows[4]).toBeGreaterThan(400);
    expect(reply.rows[4]).toBeLessThanOrEqual(1000);
  });

  it('marks an earlier block anew when a later one establishes the entity', async () => {
    const board: Entity = {
      id: 'org:board',
      type: 'organization',
      name: 'Nordhavn Harbour Board',
      aliases: [{ text: 'the Board', kind: 'weak' }],
    };
    const reading = start([segment([LUMEN, board])]);
    const texts = blocks('Then the Board met again.', 'The Nordhavn Harbour Board met at noon.');
    const before = await reading.scan(texts.slice(0, 1), false);
    const after = await reading.scan(texts.slice(1), true);
    expect(marks(before, texts)).toEqual([]);
    expect(marks(after, texts)).toEqual(['0: Board → org:board', '1: Nordhavn Harbour Board → org:board']);
  });

  it('tells of a mark again when it has become surer, and explains it as it is now', async () => {
    const reading = start([segment([LUMEN, BERG])], 'everything');
    const texts = blocks(
      'The target that Lumen made.',
      'The battery manufacturer Lumen said so.',
      'Lumen is a manufacturer of batteries, and sells a battery.',
    );
    const [, , , , before = 0] = (await reading.scan(texts.slice(0, 1), false)).rows;
    const { blockIds, rows } = await reading.scan(texts.slice(1), true);
    expect(blockIds).toContain(0);
    const after = rows[blockIds.indexOf(0) * MENTION_ROW_LENGTH + 4]!;
    expect(after - before).toBeGreaterThan(50);
    expect(Math.round(reading.explain(0, 16)!.score * 1_000)).toBe(after);
  });

  it('stays silent about blocks that did not change', async () => {
    const reading = start([segment([LUMEN])]);
    const texts = blocks('We asked Lumen about it.', 'Nothing here.');
    await reading.scan(texts.slice(0, 1), false);
    expect((await reading.scan(texts.slice(1), true)).blockIds).toEqual([1]);
  });

  it('takes an entity for one that two packs know by different ids and the same address', async () => {
    const ours = segment([{ ...LUMEN, sameAs: ['https://www.lumen.example/'] }]);
    const theirs = segment([{ ...LUMEN, id: 'q:77', sameAs: ['http://lumen.example'] }]);
    const texts = blocks('We asked Lumen about it.');
    const alone = await start([ours]).scan(texts, true);
    const both = await start([ours, theirs]).scan(texts, true);
    expect(marks(both, texts)).toEqual(['0: Lumen → org:lumen']);
    expect(both.rows[4]).toBe(alone.rows[4]);
  });

  it('leaves two entities of one pack two, whatever addresses they share', async () => {
    const address = { sameAs: ['https://lumen.example'] };
    const texts = blocks('We asked Lumen about it.');
    const reply = await start([
      segment([
        { ...LUMEN, ...address },
        { ...LUMEN, ...address, id: 'org:other' },
      ]),
    ]).scan(texts, true);
    expect(reply.rows[4] ?? 0).toBeLessThan((await start([segment([LUMEN])]).scan(texts, true)).rows[4]!);
  });

  it('reads the profile of an entity once for the whole page', async () => {
    const source = segment([LUMEN]);
    const reading = start([source]);
    await reading.scan(blocks('We asked Lumen about it.'), false);
    await reading.scan([{ id: 7, text: 'Lumen answered.' }], true);
    expect(source.generation.readProfiles).toHaveBeenCalledExactlyOnceWith([0]);
  });

  it('reads no profile for words that cannot be names', async () => {
    const source = segment([{ ...LUMEN, name: 'Target' }]);
    await start([source]).scan(blocks('We missed the target by far.'), true);
    expect(source.generation.readProfiles).not.toHaveBeenCalled();
  });

  it('takes the same entity in two packs for one', async () => {
    const texts = blocks('We asked Lumen about it.');
    const reply = await start([segment([LUMEN]), segment([BERG, LUMEN])]).scan(texts, true);
    expect(marks(reply, texts)).toEqual(['0: Lumen → org:lumen']);
  });

  it('finds the names of every pack', async () => {
    const texts = blocks('Ida Berg asked Lumen about it.');
    const reply = await start([segment([LUMEN]), segment([BERG])]).scan(texts, true);
    expect(marks(reply, texts)).toEqual(['0: Ida Berg → person:berg', '0: Lumen → org:lumen']);
  });

  it('marks less when it must be surer', async () => {
    const texts = blocks(
      'Vestra Lumen opened. Target said so, and the Target too. BERG WINS AGAIN. Target Lumen.',
    );
    const pack = [LUMEN, BERG, { ...LUMEN, id: 'org:target', name: 'Target' }];
    const count = async (threshold: 'strict' | 'balanced' | 'everything') =>
      (await start([segment(pack)], threshold).scan(texts, true)).rows.length;
    const [strict, balanced, everything] = [
      await count('strict'),
      await count('balanced'),
      await count('everything'),
    ];
    expect(strict).toBeLessThanOrEqual(balanced);
    expect(balanced).toBeLessThanOrEqual(everything);
    expect(strict).toBeLessThan(everything);
  });

  it('explains a mark with its reasons, and nothing where there is no mark', async () => {
    const reading = start([segment([LUMEN])]);
    await reading.scan(blocks('We asked Lumen about it.'), true);
    const link = reading.explain(0, 11);
    expect(link?.score).toBeGreaterThan(0.4);
    expect(link?.evidence.map(({ kind }) => kind)).toContain('alias-quality');
    expect(reading.explain(0, 0)).toBeUndefined();
    expect(reading.explain(9, 0)).toBeUndefined();
  });

  it('names the other things that a name may mean, and takes the next where the reader rejects one', async () => {
    const press: Entity = {
      ...LUMEN,
      id: 'work:lumen',
      type: 'work',
      description: 'quarterly journal of physics',
    };
    const texts = blocks('They say that Lumen builds a battery.');
    const offset = texts[0]!.text.indexOf('Lumen');
    const rejected = [{ entityId: 'org:lumen', form: 'Lumen' }];
    const segments = [segment([LUMEN, press])];
    const plain = createReading({ segments, threshold: 'everything' }, PAGE);
    expect(marks(await plain.scan(texts, true), texts)).toEqual(['0: Lumen → org:lumen']);
    expect(plain.explain(0, offset)?.others).toEqual([{ id: 'work:lumen', name: 'Lumen', type: 'work' }]);
    const corrected = createReading({ segments, threshold: 'everything', rejected }, PAGE);
    expect(marks(await corrected.scan(texts, true), texts)).toEqual(['0: Lumen → work:lumen']);
    expect(corrected.explain(0, offset)?.others).toEqual([]);
  });

  it('leaves kinds of things unmarked, which still speak for the others', async () => {
    const holm: Entity = { id: 'person:holm', type: 'person', name: 'Ida Holm' };
    const texts = blocks('Ida Holm told Lumen about it.');
    const segments = [segment([LUMEN, holm])];
    const all = createReading({ segments, threshold: 'everything' }, PAGE);
    expect(marks(await all.scan(texts, true), texts)).toEqual([
      '0: Ida Holm → person:holm',
      '0: Lumen → org:lumen',
    ]);
    const some = createReading({ segments, threshold: 'everything', hiddenTypes: ['person'] }, PAGE);
    expect(marks(await some.scan(texts, true), texts)).toEqual(['0: Lumen → org:lumen']);
  });

  it('marks the first mention of a section where the reader wants no more, and moves the mark to an earlier one', async () => {
    const texts: TextBlock[] = [
      { id: 1, text: 'We asked Lumen about it.' },
      { id: 2, text: 'Lumen said that Lumen had no comment.' },
      { id: 3, text: 'Part two', isHeading: true },
      { id: 4, text: 'Again Lumen was asked.' },
    ];
    const segments = [segment([LUMEN])];
    const reading = createReading({ segments, threshold: 'everything', density: 'section' }, PAGE);
    expect(marks(await reading.scan(texts.slice(1), true), texts)).toEqual([
      '2: Lumen → org:lumen',
      '4: Lumen → org:lumen',
    ]);
    const reply = await reading.scan(texts.slice(0, 1), true);
    expect(reply.blockIds.toSorted()).toEqual([1, 2]);
    expect(marks(reply, texts)).toEqual(['1: Lumen → org:lumen']);
  });

  it('marks nothing where all meanings are rejected, other spellings aside', async () => {
    const rejected = [{ entityId: 'org:lumen', form: 'Lumen' }];
    const reading = createReading({ segments: [segment([LUMEN])], threshold: 'everything', rejected }, PAGE);
    const texts = blocks('We asked Lumen about it.', 'LUMEN: A REPORT');
    expect(marks(await reading.scan(texts, true), texts)).toEqual(['1: LUMEN → org:lumen']);
  });

  it('forgets blocks that left the page', async () => {
    const reading = start([segment([LUMEN])]);
    await reading.scan(blocks('We asked Lumen about it.'), false);
    reading.forget([0]);
    expect(reading.explain(0, 11)).toBeUndefined();
    expect((await reading.scan([{ id: 5, text: 'Nothing here.' }], true)).blockIds).toEqual([5]);
  });

  it('works in proportion to a long page', async () => {
    const reading = start([segment([LUMEN, BERG])]);
    const text = 'We asked Lumen about it, and Ida Berg came. '.repeat(40);
    const looks = vi.spyOn(PageLinker.prototype, 'draftsOf');
    const length = 120;
    for (let id = 0; id < length; id++) await reading.scan([{ id, text }], id === length - 1);
    // A page revised as a whole at each chunk would be looked at 60 times over.
    expect(looks.mock.calls.length).toBeLessThan(5 * length);
    looks.mockRestore();
  });
});
