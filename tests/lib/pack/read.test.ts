import { describe, expect, it, vi } from 'vitest';
import { PackStreamError } from '../../../lib/pack/bytes.ts';
import { ProblemLog } from '../../../lib/pack/problems.ts';
import { type ReadProgress, readPack } from '../../../lib/pack/read.ts';
import { ENTITY, FACT, gzip, HEADER, lines, read, SOURCE, streamOf } from './reading.ts';

const { record: _record, ...DOCUMENT_HEADER } = HEADER;
const without = ({ record: _kind, ...fields }: Record<string, unknown>) => fields;
const DOCUMENT = {
  $schema: './fact-pack.schema.json',
  ...DOCUMENT_HEADER,
  sources: [without(SOURCE)],
  entities: [without(ENTITY)],
  facts: [without(FACT)],
};
const LINES = lines(HEADER, SOURCE, ENTITY, FACT);
const LARGE = lines(
  HEADER,
  ...Array.from({ length: 5000 }, (_, n) => ({ ...ENTITY, id: `e${n}`, name: `Name ${n}` })),
);

describe('readPack', () => {
  it.each([
    ['JSON Lines', LINES],
    ['a JSON document', JSON.stringify(DOCUMENT)],
    ['an indented JSON document', JSON.stringify(DOCUMENT, null, 2)],
    ['Windows line ends', LINES.replaceAll('\n', '\r\n')],
    ['blank lines', `\n\n${LINES.replaceAll('\n', '\n \n')}`],
    ['a byte order mark', `\ufeff${LINES}`],
    ['a missing last line end', LINES.trimEnd()],
  ])('reads %s', async (_framing, text) => {
    const { header, sources, entities, facts, summary } = await read(text);
    expect(summary).toEqual([]);
    expect(header).toEqual(DOCUMENT_HEADER);
    expect({ sources, entities, facts }).toEqual({
      sources: DOCUMENT.sources,
      entities: DOCUMENT.entities,
      facts: DOCUMENT.facts,
    });
  });

  it.each([1, 2, 7, 64])('gives the same whatever the chunks: %i bytes each', async (chunkSize) => {
    const text = LINES.replace('Cranefield', 'Kränefjeld 港 🏗');
    expect(await read(text, { chunkSize })).toEqual(await read(text));
    expect(await read(await gzip(text), { chunkSize })).toEqual(await read(text));
  });

  it('names the line of each record of an indented document', async () => {
    const faulty = { ...DOCUMENT, entities: [without(ENTITY), { id: 'b', type: 'ship', name: 'B' }] };
    const text = JSON.stringify(faulty, null, 2);
    const { problems } = await read(text);
    const line = text.split('\n').findIndex((content) => content.includes('"id": "b"'));
    // The record starts with the brace on the line before its id, and lines count from 1.
    expect(problems[0]?.place).toEqual({ line, path: '$.entities[1].type', recordId: 'b' });
  });

  it('yields batches, the header in the first, and never holds the whole pack', async () => {
    const log = new ProblemLog();
    const sizes: number[] = [];
    for await (const batch of readPack(streamOf(LARGE), { log })) {
      expect(batch.header !== undefined).toBe(sizes.length === 0);
      sizes.push(batch.entities.length);
      expect(batch.places.entities).toHaveLength(batch.entities.length);
    }
    expect(sizes.reduce((sum, size) => sum + size)).toBe(5000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
  });

  it('tells how far it is, in bytes of the file and of the text', async () => {
    const seen: ReadProgress[] = [];
    const packed = await gzip(LARGE);
    const options = { log: new ProblemLog(), onProgress: (progress: ReadProgress) => seen.push(progress) };
    for await (const _batch of readPack(streamOf(packed, 1000), options));
    expect(seen.at(-1)).toEqual({ bytes: packed.length, expandedBytes: LARGE.length, records: 5001 });
    expect(seen.length).toBeGreaterThan(1);
  });

  it('goes on after a faulty line', async () => {
    const { entities, summary } = await read(`${lines(HEADER)}{"record": "entity",, }\n${lines(ENTITY)}`);
    expect(summary).toEqual(['not-json line 2']);
    expect(entities).toHaveLength(1);
  });

  it('says where in a line JSON goes wrong', async () => {
    const { problems } = await read(`${lines(HEADER)}{"record": "entity" "id": "a"}\n`);
    expect(problems[0]).toMatchObject({ code: 'not-json', params: { column: 21, near: '"id": "a"}' } });
  });

  it('says where in a document JSON goes wrong', async () => {
    const { problems } = await read('{\n  "format": "fact-pack/1",\n  "id": oops\n}');
    expect(problems).toMatchObject([
      { code: 'not-json', place: { line: 3 }, params: { column: 9, near: 'oops' } },
    ]);
  });

  it.each([
    ['nothing', '', 'not-a-pack'],
    ['white space alone', ' \n\n ', 'not-a-pack'],
    ['a web page', '<!doctype html><title>Log in</title>', 'not-a-pack'],
    ['a table', 'id,name\n1,Cranefield\n', 'not-a-pack'],
    ['a bare list', '[{"id": 1}]', 'not-a-pack'],
    ['a document cut off', JSON.stringify(DOCUMENT, null, 1).slice(0, 150), 'json-cut-off line 7'],
    ['a line cut off', LINES.slice(0, -20), 'json-cut-off line 4'],
    [
      'a header of a later format',
      lines({ ...HEADER, format: 'fact-pack/2', id: 1 }, { x: 1 }),
      'unknown-format line 1',
    ],
    ['a document of another format', '{"format": "vault", "entities": 7}', 'unknown-format line 1'],
    ['a pack without header', lines(ENTITY), 'header-missing line 1'],
    ['a second header', lines(HEADER, ENTITY, HEADER), 'header-repeated line 3'],
    ['a record of unknown kind', lines(HEADER, { record: 'person', id: 'p' }), 'unknown-record line 2'],
    ['a line that says no kind', lines(HEADER, without(ENTITY)), 'missing-field line 2'],
    ['a line that is no object', `${lines(HEADER)}42\n`, 'not-a-record line 2'],
    ['a document whose facts are no list', JSON.stringify({ ...DOCUMENT, facts: {} }), 'wrong-type $.facts'],
  ])('refuses %s', async (_what, text, expected) => {
    expect((await read(text)).summary).toEqual([expected]);
  });

  it.each([
    ['zip', [0x50, 0x4b, 3, 4]],
    ['utf16', [0xff, 0xfe, 0x7b, 0]],
    ['utf16', [0x7b, 0, 0x22, 0]],
    ['binary', [0x7f, 0x45, 0x4c, 0x46, 1, 1]],
  ])('tells what a file is instead: %s', async (found, bytes) => {
    const { problems } = await read(new Uint8Array(bytes));
    expect(problems).toMatchObject([{ code: 'not-a-pack', params: { found } }]);
  });

  it('names each line that is not UTF-8 and reads the others', async () => {
    const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
    const bytes = latin1(lines(HEADER, ENTITY, { ...ENTITY, id: 'b', name: 'Kräne' }, SOURCE));
    const { summary, entities, sources } = await read(bytes);
    expect(summary).toEqual(['not-utf8 line 3']);
    expect([entities.length, sources.length]).toEqual([1, 1]);
    const document = latin1(JSON.stringify({ ...DOCUMENT, title: 'Kräne' }, null, 1));
    expect((await read(document)).summary).toEqual(['not-utf8 line 6', 'not-utf8']);
  });

  describe('limits', () => {
    it.each([
      ['bytes', { maxBytes: 1000 }, LARGE, 'too-many-bytes'],
      ['bytes of text', { maxExpandedBytes: 1000 }, LARGE, 'expanded-too-large'],
      [
        'bytes of a document',
        { maxDocumentBytes: 100 },
        JSON.stringify(DOCUMENT, null, 1),
        'document-too-large',
      ],
      ['records', { maxRecords: 3 }, LARGE, 'too-many-records'],
      [
        'length of a line',
        { maxLineBytes: 200 },
        lines(HEADER, { ...ENTITY, name: 'n'.repeat(290) }),
        'line-too-long line 2',
      ],
      [
        'nesting',
        { maxDepth: 4 },
        lines(HEADER, { ...ENTITY, more: [[[['deep']]]] }),
        'too-deep line 2 $.more[0][0][0]',
      ],
    ])('of %s', async (_what, limits, text, expected) => {
      expect((await read(text, { limits })).summary).toEqual([expected]);
    });

    it('refuses a compressed file that fills memory', async () => {
      const bomb = await gzip(lines(HEADER) + ' '.repeat(2_000_000));
      const { problems } = await read(bomb, { limits: { freeExpandedBytes: 10_000, maxExpansion: 50 } });
      expect(problems.at(-1)?.code).toBe('expands-too-much');
    });

    it('expands a little at a time, however much arrives at once', async () => {
      const sizes: number[] = [];
      vi.stubGlobal(
        'DecompressionStream',
        class extends TransformStream<Uint8Array, Uint8Array> {
          constructor() {
            super({
              transform(chunk) {
                sizes.push(chunk.length);
              },
            });
          }
        },
      );
      const compressed = new Uint8Array(300_000);
      compressed.set([0x1f, 0x8b]);
      await read(compressed, { chunkSize: 200_000 });
      vi.unstubAllGlobals();
      expect(sizes.reduce((sum, size) => sum + size)).toBe(300_000);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * 1024);
    });

    it('takes a well compressed pack that is small', async () => {
      const limits = { maxExpansion: 2 };
      expect((await read(await gzip(LARGE), { limits })).summary).toEqual([]);
    });

    it.each([16, 100, 4096])(
      'skips a line that is too long without holding it (chunks of %i bytes)',
      async (chunkSize) => {
        const text = lines(HEADER, { ...ENTITY, note: 'x'.repeat(5000) }, { ...ENTITY, id: 'b' });
        const { summary, entities } = await read(text, { chunkSize, limits: { maxLineBytes: 300 } });
        expect(summary).toEqual(['line-too-long line 2']);
        expect(entities.map(({ id }) => id)).toEqual(['b']);
      },
    );

    it('gives up on a file of nothing but errors', async () => {
      const { summary } = await read(`${lines(HEADER)}${'x\n'.repeat(1_000_000)}`, {
        limits: { maxErrors: 1000 },
      });
      expect(summary.at(-1)).toBe('too-many-errors');
      expect(summary.length).toBeLessThan(600_000);
    });

    it('survives nesting that would overflow a stack', async () => {
      const deep = `{"record":"entity","id":"a","type":"place","name":"A","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
      const { summary } = await read(`${lines(HEADER)}${deep}\n`);
      expect(summary).toEqual([`too-deep line 2 $.x${'[0]'.repeat(31)}`]);
    });
  });

  describe('gzip', () => {
    it('is told by its first bytes', async () => {
      expect((await read(await gzip(LINES))).entities).toHaveLength(1);
    });

    it.each([
      ['cut off', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
      ['damaged', (bytes: Uint8Array) => bytes.map((byte, index) => (index === 5000 ? byte ^ 0xff : byte))],
      ['cut off within its head', (bytes: Uint8Array) => bytes.slice(0, 5)],
    ])('%s is refused', async (_what, spoil) => {
      const { summary } = await read(spoil(await gzip(LARGE)));
      expect(summary).toContain('gzip-damaged');
    });
  });

  describe('stopping', () => {
    it('rejects with the signal’s reason, and cancels the stream', async () => {
      let isCancelled = false;
      const endless = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(lines(HEADER, ENTITY))),
        // Never answers: a network that hangs.
        pull: () => new Promise(() => {}),
        cancel: () => {
          isCancelled = true;
        },
      });
      const stop = new AbortController();
      const reason = new Error('the reader changed her mind');
      setTimeout(() => stop.abort(reason), 10);
      const reading = async () => {
        for await (const _batch of readPack(endless, { log: new ProblemLog(), signal: stop.signal }));
      };
      await expect(reading()).rejects.toBe(reason);
      expect(isCancelled).toBe(true);
    });

    it('tells the source when the consumer stops early', async () => {
      let isCancelled = false;
      const stream = streamOf(LARGE, 1000);
      const watched = new ReadableStream<Uint8Array>({
        start: (controller) =>
          void stream.pipeTo(new WritableStream({ write: (chunk) => controller.enqueue(chunk) })),
        cancel: () => {
          isCancelled = true;
        },
      });
      for await (const _batch of readPack(watched, { log: new ProblemLog() })) break;
      expect(isCancelled).toBe(true);
    });

    it('throws PackStreamError with the cause when the stream fails', async () => {
      const cause = new TypeError('network gone');
      const failing = () =>
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode(lines(HEADER))),
          pull: (controller) => controller.error(cause),
        });
      const reading = async () => {
        for await (const _batch of readPack(failing(), { log: new ProblemLog() }));
      };
      await expect(reading()).rejects.toSatisfy(
        (error) => error instanceof PackStreamError && error.cause === cause,
      );
    });
  });
});
