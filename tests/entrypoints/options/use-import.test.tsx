// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { afterStaging } from '../../../entrypoints/options/describe-staging.ts';
import type { StageResult } from '../../../entrypoints/options/import-api.ts';
import type { ImportClient } from '../../../entrypoints/options/import-client.ts';
import { type Importing, useImport } from '../../../entrypoints/options/use-import.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { createProblem } from '../../../lib/pack/problems.ts';
import { draw } from '../../components/draw.tsx';
import { PACKS, PREVIEW, TABLE } from '../../components/gallery/fixtures.ts';
import { useLocks } from '../../lib/extension/locks.ts';

const translator = createTranslator(readEnglish(['shared', 'settings', 'problems']));
const generation = { ...PACKS[0]!.current, packId: 'harbours' };
const STAGED: StageResult = {
  ok: true,
  preview: {
    name: 'a.jsonl',
    header: PREVIEW.header,
    counts: PREVIEW.counts,
    replaces: generation,
    plan: PREVIEW.plan,
    trust: { state: 'unsigned', pin: undefined, isKeyChange: false, isPinned: false },
    conflicts: [],
    warnings: [],
    warningCount: 0,
  },
};
const PROGRESS = { phase: 'comparing', bytes: 1, totalBytes: 1, records: 7, done: 1 } as const;

/** A worker that answers when told to. */
function createClient() {
  const stagings: PromiseWithResolvers<StageResult>[] = [];
  const client = {
    stage: vi.fn<ImportClient['stage']>(() => {
      stagings.push(Promise.withResolvers());
      return stagings.at(-1)!.promise;
    }),
    listChanges: vi.fn<ImportClient['listChanges']>(),
    commit: vi.fn<ImportClient['commit']>(async () => ({
      packId: 'harbours',
      isEnabled: true,
      isBundled: false,
      current: generation,
      history: [],
    })),
    discard: vi.fn<ImportClient['discard']>(async () => {}),
    writeProblems: vi.fn<ImportClient['writeProblems']>(async () => new Blob()),
    update: vi.fn<ImportClient['update']>(),
    close: vi.fn(),
  };
  return { ...client, stagings };
}

/** Does something and lets all that follows from it happen, without waiting for its own end. */
function settle(run: () => unknown): Promise<void> {
  return act(async () => {
    run();
    await new Promise((resolve) => setTimeout(resolve));
  });
}

/** The hook in use. @returns what it gives, always the latest. */
async function useIt(client: ImportClient, onInstalled = vi.fn()) {
  let latest: Importing | undefined;
  function Page() {
    latest = useImport({ translator, onInstalled, isSubscribed: () => false, createClient: () => client });
    return null;
  }
  await draw(<Page />);
  return {
    onInstalled,
    now: () => latest!,
    choose: (...files: File[]) => settle(() => latest!.onFiles(files)),
  };
}

const file = new File(['{}'], 'a.jsonl');

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an import in the settings', () => {
  it('goes from the file to the preview to the installed pack', async () => {
    const client = createClient();
    const { now, choose, onInstalled } = await useIt(client);
    await choose(file);
    expect(now().state).toMatchObject({ phase: 'reading', fileName: 'a.jsonl', done: undefined });
    await settle(() => client.stage.mock.lastCall![1](PROGRESS));
    expect(now().state).toMatchObject({ phase: 'reading', step: 'comparing', records: 7 });
    await settle(() => client.stagings[0]!.resolve(STAGED));
    expect(now().state).toMatchObject({ phase: 'preview', preview: { plan: PREVIEW.plan } });
    await settle(() => now().onImport());
    expect(now().state).toMatchObject({ phase: 'done', version: '2.1.0' });
    expect(onInstalled).toHaveBeenCalledExactlyOnceWith('harbours');
  });

  it('is not thrown back by progress that arrives after the result', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    await settle(() => client.stagings[0]!.resolve(STAGED));
    await settle(() => client.stage.mock.lastCall![1](PROGRESS));
    expect(now().state.phase).toBe('preview');
  });

  it('gives way to the next file, and lets nothing of the first be seen again', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    const [, report, signal] = client.stage.mock.lastCall!;
    await choose(new File(['{}'], 'b.jsonl'));
    expect(signal.aborted).toBe(true);
    await settle(() => report(PROGRESS));
    await settle(() => client.stagings[0]!.resolve(STAGED));
    expect(now().state).toMatchObject({ phase: 'reading', step: 'reading', fileName: 'b.jsonl' });
  });

  it('stops when cancelled, and gives back what the worker staged all the same', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    await settle(() => now().onCancel());
    expect(client.stage.mock.lastCall![2].aborted).toBe(true);
    await settle(() => client.stagings[0]!.resolve(STAGED));
    expect(client.discard).toHaveBeenCalledOnce();
    expect(now().state).toEqual({ phase: 'idle' });
  });

  it('drops what was staged when discarded', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    await settle(() => client.stagings[0]!.resolve(STAGED));
    await settle(() => now().onDiscard());
    expect(client.discard).toHaveBeenCalledOnce();
    expect(now().state).toEqual({ phase: 'idle' });
  });

  it.each(['stage', 'commit'] as const)('says so when the worker fails to %s', async (step) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const client = createClient();
    const { now, choose, onInstalled } = await useIt(client);
    client.commit.mockRejectedValue(new Error('The disk is gone'));
    await choose(file);
    if (step === 'stage') await settle(() => client.stagings[0]!.reject(new Error('The worker died')));
    else {
      await settle(() => client.stagings[0]!.resolve(STAGED));
      await settle(() => now().onImport());
    }
    expect(now().state).toMatchObject({ phase: 'failed', fileName: 'a.jsonl' });
    expect(onInstalled).not.toHaveBeenCalled();
  });

  it('says that there is no room where that shows only in the end', async () => {
    const client = createClient();
    const { now, choose, onInstalled } = await useIt(client);
    client.commit.mockResolvedValue('no-space');
    await choose(file);
    await settle(() => client.stagings[0]!.resolve(STAGED));
    await settle(() => now().onImport());
    expect(now().state).toEqual({
      phase: 'failed',
      fileName: 'a.jsonl',
      reason: translator.t('settings.import.noSpace'),
    });
    expect(onInstalled).not.toHaveBeenCalled();
  });

  it('takes a pack together with its signature, in any order', async () => {
    const client = createClient();
    const { choose } = await useIt(client);
    await choose(new File(['{"signature": "x"}'], 'a.jsonl.sig'), file);
    expect(client.stage.mock.lastCall![0].source).toEqual({
      kind: 'file',
      file,
      name: 'a.jsonl',
      signature: '{"signature": "x"}',
    });
  });

  it.each([
    ['a signature alone', [new File(['{}'], 'a.jsonl.sig')], 'Choose the pack that it signs'],
    ['two packs', [file, new File(['{}'], 'b.jsonl')], 'one pack at a time'],
  ])('says what to do with %s', async (_what, files, words) => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(...files);
    expect(now().state).toMatchObject({ phase: 'failed', reason: expect.stringContaining(words) });
    expect(client.stage).not.toHaveBeenCalled();
  });

  describe('from an address', () => {
    let request: MockInstance<(permissions: object) => Promise<boolean>>;
    beforeEach(() => {
      // The types know the callback form only.
      request = vi.spyOn(browser.permissions, 'request') as never;
      vi.spyOn(browser.permissions, 'getAll').mockResolvedValue({ origins: [] } as never);
      useLocks();
    });

    it('asks for that site alone, within the click, and then fetches', async () => {
      const client = createClient();
      const { now } = await useIt(client);
      request.mockImplementation(async () => true);
      now().onAddress('gazette.example:8443/packs/a.jsonl?v=2');
      // Already asked: nothing was awaited.
      expect(request).toHaveBeenCalledWith({ origins: ['https://gazette.example/*'] });
      await vi.waitFor(() => expect(client.stage).toHaveBeenCalled());
      expect(client.stage.mock.lastCall![0].source).toEqual({
        kind: 'address',
        url: 'https://gazette.example:8443/packs/a.jsonl?v=2',
      });
      await settle(() => client.stagings[0]!.resolve(STAGED));
      await settle(() => now().onImport());
      expect(now().state).toMatchObject({ phase: 'done', address: expect.stringContaining('a.jsonl?v=2') });
    });

    it.each([
      ['http://gazette.example/a.jsonl', true, 'over https only'],
      ['https://', true, 'not the address of a file'],
      ['gazette.example/a.jsonl', false, 'Without your leave'],
    ])('%s: leave given %s, it says “%s”', async (address, isGranted, words) => {
      const client = createClient();
      const { now } = await useIt(client);
      request.mockImplementation(async () => isGranted);
      await settle(() => now().onAddress(address));
      await vi.waitFor(() => expect(now().state.phase).toBe('failed'));
      expect(now().state).toMatchObject({ phase: 'failed', reason: expect.stringContaining(words), address });
      expect(client.stage).not.toHaveBeenCalled();
    });
  });

  it('asks of a table what its columns mean, and stages it again with the answer', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    const table = new File(['Company\nMeridian'], 'operators.csv');
    await choose(table);
    const { headings, rows, mapping, ...draft } = TABLE;
    await settle(() =>
      client.stagings[0]!.resolve({
        ok: false,
        reason: 'table',
        preview: { headings, rows, mapping },
        draft,
      }),
    );
    expect(now().state).toEqual({ phase: 'mapping', fileName: 'operators.csv', table: TABLE });
    await settle(() => now().onConvert({ ...draft, mapping }));
    expect(client.stage.mock.lastCall![0]).toEqual({
      source: { kind: 'file', file: table, name: 'operators.csv', signature: undefined },
      table: { ...draft, mapping },
    });
  });
});

describe('what becomes of a file that was read', () => {
  it('a refusal in words: the line, the reason, what to do', () => {
    const problem = createProblem(
      'duplicate-id',
      { line: 9, recordId: 'a' },
      { kind: 'entity', id: 'a', firstLine: 2 },
    );
    const state = afterStaging(
      { ok: false, reason: 'problems', problems: [problem], errorCount: 12, warningCount: 1 },
      'a.jsonl',
      translator,
    );
    expect(state).toMatchObject({
      phase: 'refused',
      fileName: 'a.jsonl',
      report: { errors: 12, warnings: 1 },
    });
    const [described] = state.phase === 'refused' ? state.report.problems : [];
    expect(described?.sentence).toMatch(/^Line 9/);
    expect(described?.fix).not.toContain('problems.');
  });

  it.each([
    [{ reason: 'busy', packId: 'p' }, 'Another window is importing this pack.'],
    [{ reason: 'no-space' }, 'There is no room left'],
    [{ reason: 'other-pack', packId: 'p' }, 'This is another pack, “p”.'],
    [{ reason: 'untrusted', because: 'invalid-signature' }, 'The signature of this file is false'],
    [
      { reason: 'untrusted', because: 'unsigned-update' },
      'The installed pack is signed and this file is not',
    ],
    [{ reason: 'untrusted', because: 'untrusted-key' }, 'not by whoever signed the installed pack'],
    [{ reason: 'untrusted', because: 'downgrade' }, 'has a higher version'],
    [{ reason: 'not-fetched', failure: 'status', status: 404 }, 'There is no such file on the site (404)'],
    [{ reason: 'not-fetched', failure: 'status', status: 500 }, 'answers with an error (500)'],
    [{ reason: 'not-fetched', failure: 'redirect' }, 'leads on to another site'],
    [{ reason: 'no-storage' }, 'This window keeps no data'],
  ] as const)('a failure with its reason: %o', (refusal, words) => {
    const state = afterStaging({ ok: false, ...refusal }, 'a.jsonl', translator);
    expect(state.phase === 'failed' && state.reason).toContain(words);
  });

  it('nothing, if the reader cancelled', () => {
    expect(afterStaging({ ok: false, reason: 'canceled' }, 'a.jsonl', translator)).toEqual({ phase: 'idle' });
  });
});
