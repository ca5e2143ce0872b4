import { describe, expect, it } from 'vitest';
import { installBundledPack } from '../../lib/services/bundled-packs.ts';
import { createLibrary } from '../../lib/services/library.ts';
import { createReading } from '../../lib/services/reading.ts';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { findNames, PACK, PARAGRAPHS } from './bundled-pack.ts';

const store = createMemoryStore();
await installBundledPack(store, PACK);
const segments = await createLibrary(async () => store).segments();

/** What a page with these paragraphs has marked: surface form and entity id, paragraph by paragraph. */
async function readPage(paragraphs: readonly string[]): Promise<string[][]> {
  const page = { url: 'https://news.example/article', title: '', lang: 'en', about: [], links: [] };
  const reading = createReading({ segments, threshold: 'balanced' }, page);
  const blocks = paragraphs.map((text, id) => ({ id, text }));
  const { rows, entities } = await reading.scan(blocks, true);
  const marked: string[][] = paragraphs.map(() => []);
  for (let at = 0; at < rows.length; at += 5) {
    const [block = 0, start = 0, end = 0, entity = 0] = rows.slice(at, at + 4);
    marked[block]?.push(`${paragraphs[block]?.slice(start, end)} is ${entities[entity]?.id}`);
  }
  return marked;
}

describe('the sample article with the bundled pack', () => {
  it('has every name of the pack marked, and nothing else', async () => {
    const expected = PARAGRAPHS.map((line) =>
      findNames(line).map(({ entity, name }) => `${name} is ${entity.id}`),
    );
    expect(await readPage(PARAGRAPHS.map((line) => line.replace(/^- /, '')))).toEqual(expected);
  });
});

describe('other pages with the bundled pack', () => {
  it.each([
    'We had a wonderful day at the lake.',
    'Wonderful! They walked home in the rain.',
    'Wonderful news reached the village today.',
    'Fires in the Amazon have spread again this summer.',
    'The Amazon rainforest lost more trees than ever.',
    'A bridge over the Amazon River was closed.',
    'Under an azure sky the boats came in.',
    'Azure waters surround the island.',
    'She set the table with her fine china.',
    'Robert Altman directed the film.',
    'A pentagon has five sides.',
    'You can google that yourself.',
    'Boats met in the South China Sea.',
    'The film Furiosa opened in cinemas.',
    'His model railway is built in N scale.',
    'Air India cancelled its flights.',
  ])('leave a namesake alone: %s', async (sentence) => {
    expect(await readPage([sentence])).toEqual([[]]);
  });

  it.each([
    ['Amazon said on Monday that it would hire.', 'Amazon is org:amazon'],
    ['The Pentagon said that its troops would leave.', 'Pentagon is org:us-department-of-defense'],
    [
      'Customer service is handled by Wonderful, a startup that builds AI agents.',
      'Wonderful is org:wonderful',
    ],
    ['NVIDIA sells its chips to everybody.', 'NVIDIA is org:nvidia'],
    ['SoftBank Group reported a loss.', 'SoftBank Group is org:softbank'],
  ])('mark the thing itself: %s', async (sentence, mark) => {
    expect((await readPage([sentence])).flat()).toContain(mark);
  });

  it('take a surname once the full name was there', async () => {
    expect(await readPage(['Sam Altman runs OpenAI.', 'Altman said so.'])).toEqual([
      ['Sam Altman is person:sam-altman', 'OpenAI is org:openai'],
      ['Altman is person:sam-altman'],
    ]);
  });
});
