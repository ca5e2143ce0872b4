import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ImportPanelProps } from '../../../components/settings/ImportPanel.tsx';
import type { StageResult } from '../../../entrypoints/options/import-api.ts';
import type { ImportClient } from '../../../entrypoints/options/import-client.ts';
import { afterStaging, useImport } from '../../../entrypoints/options/use-import.ts';
import { readMessages } from '../../../lib/locale/locales.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { createProblem } from '../../../lib/pack/problems.ts';
import { draw } from '../../components/draw.tsx';
import { PACKS, PREVIEW } from '../../components/gallery/fixtures.ts';

const translator = createTranslator(readMessages('en', ['shared', 'settings', 'problems']));
const generation = { ...PACKS[0]!.current, packId: 'harbours', isPinned: false, bytes: 0 };
const STAGED: StageResult = {
  ok: true,
  preview: {
    name: 'a.jsonl',
    header: PREVIEW.header,
    counts: PREVIEW.counts,
    replaces: generation,
    plan: PREVIEW.plan,
    trust: { state: 'unsigned', pin: undefined, isKeyChange: false },
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
  let latest: ImportPanelProps | undefined;
  function Page() {
    latest = useImport(translator, onInstalled, () => client);
    return null;
  }
  await draw(<Page />);
  return { onInstalled, now: () => latest!, choose: (chosen: File) => settle(() => latest!.onFile(chosen)) };
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
    await settle(() => client.stage.mock.lastCall![2](PROGRESS));
    expect(now().state).toMatchObject({ phase: 'reading', step: 'comparing', records: 7 });
    await settle(() => client.stagings[0]!.resolve(STAGED));
    expect(now().state).toMatchObject({ phase: 'preview', preview: { plan: PREVIEW.plan } });
    await settle(() => now().onImport());
    expect(now().state).toMatchObject({ phase: 'done', version: '2.1.0' });
    expect(onInstalled).toHaveBeenCalledOnce();
  });

  it('is not thrown back by progress that arrives after the result', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    await settle(() => client.stagings[0]!.resolve(STAGED));
    await settle(() => client.stage.mock.lastCall![2](PROGRESS));
    expect(now().state.phase).toBe('preview');
  });

  it('gives way to the next file, and lets nothing of the first be seen again', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    const [, , report, signal] = client.stage.mock.lastCall!;
    await choose(new File(['{}'], 'b.jsonl'));
    expect(signal.aborted).toBe(true);
    await settle(() => report(PROGRESS));
    await settle(() => client.stagings[0]!.resolve(STAGED));
    expect(now().state).toMatchObject({ phase: 'reading', step: 'reading', fileName: 'b.jsonl' });
  });

  it('stops when cancelled, whatever the worker still says', async () => {
    const client = createClient();
    const { now, choose } = await useIt(client);
    await choose(file);
    await settle(() => now().onCancel());
    expect(client.stage.mock.lastCall![3].aborted).toBe(true);
    await settle(() => client.stagings[0]!.resolve(STAGED));
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
    [{ reason: 'no-storage' }, 'This window keeps no data'],
  ] as const)('a failure with its reason: %o', (refusal, words) => {
    const state = afterStaging({ ok: false, ...refusal }, 'a.jsonl', translator);
    expect(state.phase === 'failed' && state.reason).toContain(words);
  });

  it('nothing, if the reader cancelled', () => {
    expect(afterStaging({ ok: false, reason: 'canceled' }, 'a.jsonl', translator)).toEqual({ phase: 'idle' });
  });
});
