import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { stagePack } from '../../../lib/services/import-pack.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { createPack, installPack } from '../store/sample-pack.ts';
import { check, ENTITY, FACT, gzip, HEADER, lines, read, SOURCE } from './reading.ts';

/** Seconds of work, which take minutes on a machine that has fifty other things to do. */
const PATIENTLY = { timeout: 300_000 } as const;

const MARKUP = '<img src=x onerror=alert(1)><script>alert(1)</script>';
const record = (...more: object[]) => lines(HEADER, SOURCE, ENTITY, ...more);

/** One pack of each kind that somebody might send. The text of an accepted one stays the text that it is. */
describe('a hostile pack', () => {
  it.each([
    ['a script address', { url: 'javascript:alert(1)' }],
    ['a script address in other letters', { url: 'JaVaScRiPt:alert(1)' }],
    ['a script address behind white space', { url: '\tjavascript:alert(1)' }],
    ['a data address', { url: 'data:text/html,<script>alert(1)</script>' }],
    ['a file address', { url: 'file:///etc/passwd' }],
    ['a blob address', { url: 'blob:https://a.example/1' }],
    ['an address of the browser', { url: 'chrome://settings/' }],
    ['a view-source address', { url: 'view-source:https://a.example/' }],
  ])('with %s is refused', async (_what, fields) => {
    const { summary } = await check(lines(HEADER, ENTITY, { ...SOURCE, ...fields }));
    expect(summary).toHaveLength(1);
    expect(summary[0]).toMatch(/^bad-url line 3 \$\.url/);
  });

  it('with markup in every string is text, to the letter', async () => {
    const { entities, facts, sources, problems } = await check(
      lines(
        HEADER,
        { ...SOURCE, title: MARKUP, publisher: MARKUP },
        { ...ENTITY, name: MARKUP, description: MARKUP, aliases: [MARKUP], context: [MARKUP] },
        { ...FACT, statement: MARKUP, value: { type: 'quote', text: MARKUP, speaker: MARKUP } },
      ),
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect([sources[0]?.title, entities[0]?.name, facts[0]?.statement]).toEqual([MARKUP, MARKUP, MARKUP]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])(
    'with the key %s changes no object but its own',
    async (key) => {
      const line = JSON.stringify({ ...ENTITY, x: 1 }).replace('"x":1', `"${key}":{"polluted":true}`);
      const { entities } = await read(`${lines(HEADER)}${line}\n`);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      for (const entity of entities) expect(Object.getPrototypeOf(entity)).toBe(Object.prototype);
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then', '0'])(
    'whose ids are %s is stored and found under them',
    async (id) => {
      const store = createMemoryStore();
      const { current } = await installPack(
        store,
        createPack({
          sources: [{ id, title: 'Register' }],
          entities: [{ id, type: 'place', name: 'Quay' }],
          facts: [{ id, about: [id], statement: 'It is.', status: 'reported', sources: [{ source: id }] }],
        }),
      );
      const generation = await store.openGeneration(current.id);
      const dossier = await generation.readDossier(id);
      expect(dossier?.facts.map(({ sources }) => sources[0]?.source.title)).toEqual(['Register']);
      const others = ['__proto__', 'constructor', 'toString'].filter((other) => other !== id);
      for (const other of others) expect(await generation.readDossier(other)).toBeUndefined();
    },
  );

  it('of five million aliases of one letter is warned of, and takes next to no room', async () => {
    const aliases = JSON.stringify(Array.from({ length: 1000 }, () => 'a'));
    const line = `{"record":"entity","id":"e","type":"place","name":"A","aliases":${aliases}}\n`;
    const encoder = new TextEncoder();
    let sent = 0;
    const flood = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(lines(HEADER))),
      pull(controller) {
        sent += 1000;
        if (sent > 5_000_000) controller.close();
        else controller.enqueue(encoder.encode(line.replace('"e"', `"e${sent}"`)));
      },
    });
    const store = createMemoryStore();
    const staging = await stagePack({ store, name: 'flood', stream: flood });
    if (!staging.ok) throw new Error(staging.reason);
    expect(staging.preview.warningCount).toBeGreaterThan(0);
    expect(await store.packs()).toEqual([]);
    const { current } = await staging.commit();
    const generation = await store.openGeneration(current.id);
    // The letter is there once, with as many candidates as a name may have.
    expect((await generation.readGazetteer()).buffer.byteLength).toBeLessThan(2_000_000);
  });

  /** Streams as many megabytes of the same. @returns what became of it, and the most memory that it held, in bytes. */
  const stageGiant = async (before: string, [kilobyte, megabytes]: [string, number], after: string) => {
    const encoder = new TextEncoder();
    const block = encoder.encode(kilobyte.repeat(1024));
    // What nobody holds any more does not count, whenever the engine finds time to clear it away.
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const measure = () => {
      collectGarbage();
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      return arrayBuffers + heapUsed;
    };
    const atFirst = measure();
    let left = megabytes;
    let most = 0;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(before)),
      pull(controller) {
        if (left % 64 === 0) most = Math.max(most, measure() - atFirst);
        if (left-- > 0) controller.enqueue(block.slice());
        else {
          controller.enqueue(encoder.encode(after));
          controller.close();
        }
      },
    });
    const store = createMemoryStore();
    // What the file itself takes lies on a disk elsewhere.
    const stage = store.stage.bind(store);
    store.stage = async (header) => {
      const staged = await stage(header);
      if (staged) staged.addOriginal = async () => {};
      return staged;
    };
    const staging = await stagePack({ store, name: 'giant', stream });
    return { staging, most };
  };

  it('of one line of a gigabyte is refused in memory that does not grow with it', PATIENTLY, async () => {
    const { staging, most } = await stageGiant(
      `${lines(HEADER, SOURCE)}{"record":"entity","name":"`,
      ['x'.repeat(1024), 1024],
      `"}\n${lines(ENTITY, FACT)}`,
    );
    const problem = { code: 'line-too-long', place: { line: 3 } };
    expect(staging).toMatchObject({ ok: false, reason: 'problems', problems: [problem] });
    expect(most).toBeLessThan(64 * 1024 * 1024);
  });

  it('of a desert of blank lines is read in memory that does not grow with them', PATIENTLY, async () => {
    const { staging, most } = await stageGiant(
      lines(HEADER, SOURCE),
      [`${' '.repeat(1023)}\n`, 192],
      lines(ENTITY, FACT),
    );
    expect(staging).toMatchObject({ ok: true });
    expect(most).toBeLessThan(64 * 1024 * 1024);
  });

  it('that unpacks into a second packed file is no pack', async () => {
    const inner = await gzip(record(FACT));
    const outer = await new Response(
      new Blob([inner as BlobPart]).stream().pipeThrough(new CompressionStream('gzip')),
    ).bytes();
    const { entities, problems } = await read(outer);
    expect(entities).toEqual([]);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('that is a zip is no pack', async () => {
    const { entities, problems } = await read(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3]));
    expect(entities).toEqual([]);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it.each([
    ['the year 275760', { published: '+275760-09-13' }],
    ['the year 275761', { published: '275761' }],
    ['the year 0', { published: '0000-00' }],
    ['a negative year', { published: '-0001' }],
  ])('with a date in %s is refused', async (_what, fields) => {
    const { summary } = await check(lines(HEADER, ENTITY, { ...SOURCE, ...fields }));
    expect(summary[0]).toMatch(/^bad-date line 3 \$\.published/);
  });

  it.each(['1e999', '-1e999', '1e400'])(
    'with the number %s, which no double holds, is refused',
    async (number) => {
      const value = { type: 'quantity', amount: 7, unit: 'm' };
      const text = record({ ...FACT, value }).replace('"amount":7', `"amount":${number}`);
      expect((await check(text)).summary).toEqual(['not-finite line 4 $.value.amount']);
    },
  );

  it.each([
    ['a lone surrogate', '\\ud800'],
    ['a lone low surrogate', '\\udc00'],
  ])('with %s in a name is refused or well-formed', async (_what, written) => {
    const text = lines(HEADER, { ...ENTITY, name: 'NAME' }).replace('NAME', `A${written}B`);
    const { entities, problems } = await check(text);
    const isRefused = problems.some(({ severity }) => severity === 'error');
    expect(isRefused || entities.every(({ name }) => name.isWellFormed())).toBe(true);
  });

  it('with a name that turns the text around it is pointed out', async () => {
    const { problems } = await check(lines(HEADER, { ...ENTITY, name: 'Acme \u202Egnp.exe' }));
    expect(problems).not.toEqual([]);
  });
});
