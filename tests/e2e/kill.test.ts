import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bundleModule } from '../../scripts/setup/bundle-module.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../scripts/setup/project.ts';
import type { BrowserDriver, Tab } from './drivers/driver.ts';
import { launchBrowser } from './drivers/launch.ts';
import { createProfile } from './drivers/profile.ts';
import { STORE_MODULE, type StoreWorld } from './drivers/store-world.ts';
import { until } from './drivers/until.ts';
import { type KillServer, startKillServer } from './kill/kill-server.ts';
import { makeKillableBuild } from './kill/killable-build.ts';
import { type Found, observe } from './kill/observe.ts';
import { type SeamWorld, seamSource } from './kill/seam.ts';

/*
 * The tab with the import's worker, or the whole browser, is killed at a write; the store is swept as at
 * the next start; then the pack is exactly the old or the new one. The unit run tries some writes; all of them:
 *
 *   npm run kill
 */
const isExhaustive = process.env.FACTMARK_KILL === 'all';

/** What a change of the store in a window leaves there: true, or why it failed. */
interface ChangeWorld extends SeamWorld, StoreWorld {
  outcome?: true | string;
  /** Writes from its start to its end. */
  changeWrites?: number;
}

/** A busy machine takes its time; nothing here depends on how long. */
const PATIENCE = { limitMs: 120_000 } as const;

/** How long what is left over may go on going, in milliseconds. */
const SWEEP_MS = 20_000;

const ENTITY = 'org:quay';

const factOf = (version: string) => `The quay has edition ${version}.`;

/** Writes a small pack; every trial has one of its own, so that none needs the traces of another removed. */
function writePack(folder: string, id: string, version: string): string {
  const file = path.join(folder, `${id}-${version}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      format: 'fact-pack/1',
      id,
      version,
      title: `Quay ${id}`,
      language: 'en',
      sources: [{ id: 's', title: 'Register' }],
      entities: [
        { id: ENTITY, type: 'organization', name: `Quay of ${id}, edition ${version}` },
        ...Array.from({ length: 40 }, (_, i) => ({
          id: `e${i}`,
          type: 'place',
          name: `Basin ${i} ${version}`,
        })),
      ],
      facts: [
        {
          id: 'f',
          about: [ENTITY],
          statement: factOf(version),
          status: 'reported',
          sources: [{ source: 's' }],
        },
      ],
    }),
  );
  return file;
}

interface Trial {
  readonly id: string;
  readonly tab: Tab;
}

interface Operation {
  readonly name: string;
  /** Versions that are there before. */
  readonly before: readonly string[];
  /** Versions that are there afterwards, the one that serves first. */
  readonly after: readonly string[];
  /** Runs in the import's worker, or in the window. */
  readonly place: 'worker' | 'window';
  /** Sets it going, and does not wait. A worker hears from the server when to stop, a window is told here. */
  start(trial: Trial, folder: string, killAt: number): Promise<void>;
  isDone(trial: Trial): Promise<boolean>;
  /** Writes at which the usual run kills it, as shares of all. */
  readonly tried: readonly number[];
}

const changeStore = (
  { id: packId, tab }: Trial,
  change: 'roll-back' | 'remove',
  killAt: number,
): Promise<void> =>
  tab.evaluate(
    (kind, id, at) => {
      const world = window as unknown as ChangeWorld;
      const run = async () => {
        const store = await world.factmarkStore.openFactStore();
        const pack = (await store.packs()).find((one) => one.packId === id)!;
        // From here on: what opening the store writes is not what is tried.
        world.factmarkWrites = 0;
        world.factmarkKillAt = at;
        if (kind === 'remove') await store.removePack(id);
        else await store.rollBack(id, pack.history[0]!.id);
      };
      run()
        .then(
          () => {
            world.outcome = true;
          },
          (error: unknown) => {
            world.outcome = String(error);
          },
        )
        .finally(() => {
          world.changeWrites = world.factmarkWrites ?? 0;
          // The page writes on for itself, and is not what is tried.
          world.factmarkKillAt = 0;
        });
    },
    change,
    packId,
    killAt,
  );

const hasChanged = async ({ tab }: Trial): Promise<boolean> => {
  const outcome = await tab.evaluate(() => (window as unknown as ChangeWorld).outcome);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome === true;
};

const OPERATIONS: readonly Operation[] = [
  {
    name: 'a first import',
    before: [],
    after: ['1.0.0'],
    place: 'worker',
    tried: [0.5],
    start: ({ id, tab }, folder) => startImport(tab, writePack(folder, id, '1.0.0')),
    isDone: ({ tab }) => tab.evaluate(finishImport),
  },
  {
    name: 'an update',
    before: ['1.0.0'],
    after: ['2.0.0', '1.0.0'],
    place: 'worker',
    tried: [0.5, 1],
    start: ({ id, tab }, folder) => startImport(tab, writePack(folder, id, '2.0.0')),
    isDone: ({ tab }) => tab.evaluate(finishImport),
  },
  {
    name: 'a roll-back',
    before: ['2.0.0', '1.0.0'],
    after: ['1.0.0', '2.0.0'],
    place: 'window',
    tried: [1],
    start: (trial, _folder, killAt) => changeStore(trial, 'roll-back', killAt),
    isDone: hasChanged,
  },
  {
    name: 'a removal',
    before: ['2.0.0', '1.0.0'],
    after: [],
    place: 'window',
    tried: [0, 0.6],
    start: (trial, _folder, killAt) => changeStore(trial, 'remove', killAt),
    isDone: hasChanged,
  },
];

const startImport = (tab: Tab, file: string) => tab.upload('input[type=file]', [file]);

/** Accepts the preview once it is there. @returns whether the pack is installed. */
function finishImport(): boolean {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Import');
  button?.click();
  return /, version \S+, is installed/.test(document.body.textContent ?? '');
}

describe.each(BROWSER_FAMILIES)('killed in %s', (family) => {
  const folder = path.join(SCRATCH, 'killable', `packs-${family}`);
  let profile: string;
  let server: KillServer;
  let extensionFolder: string;
  let storeSource: string;
  let browser: BrowserDriver;
  let trials = 0;

  const launch = async () => {
    browser = await launchBrowser(family, {
      executablePath: inject('executablePaths')[family],
      extensionFolder,
      isHeadless: true,
      profile,
      viewport: { width: 1280, height: 800 },
    });
  };

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    profile = createProfile();
    server = await startKillServer();
    extensionFolder = makeKillableBuild(family, inject('trialFolders')[family], server.origin);
    storeSource = await bundleModule(STORE_MODULE, 'factmarkStore');
    await launch();
    // The bundled pack is being installed, which would look like something that was left over.
    const tab = await openSettings();
    await until(
      'the bundled pack',
      () => tab.evaluate(() => document.querySelector('article') !== null),
      PATIENCE,
    );
    await tab.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const openSettings = async (): Promise<Tab> => {
    const tab = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    await until('the settings page', () =>
      tab.evaluate(() => document.querySelector('input[type=file]') !== null),
    );
    await tab.inject(seamSource(server.origin));
    await tab.inject(storeSource);
    return tab;
  };

  /** A pack of its own for this trial, in the state before the operation. */
  const prepare = async ({ before }: Operation): Promise<Trial> => {
    const id = `kill.${family}.${++trials}`;
    server.rearm(0);
    for (const version of before.toReversed()) {
      const tab = await openSettings();
      await startImport(tab, writePack(folder, id, version));
      await until(`version ${version}`, () => tab.evaluate(finishImport), PATIENCE);
      await tab.close();
    }
    return { id, tab: await openSettings() };
  };

  /** Runs the operation up to a write, or to its end. @returns how many writes there were. */
  const run = async (operation: Operation, trial: Trial, killAt: number): Promise<number> => {
    const { tab } = trial;
    server.rearm(operation.place === 'worker' ? killAt : 0);
    await operation.start(trial, folder, killAt);
    let isDone = false;
    // A window that stands still answers nothing any more.
    const ask = async () => {
      isDone = await operation.isDone(trial);
    };
    let asking: Promise<void> | undefined;
    await until(
      'the operation to end, or to stop',
      () => {
        asking ??= ask().finally(() => {
          asking = undefined;
        });
        asking.catch(() => {});
        return isDone || server.hasStopped;
      },
      PATIENCE,
    );
    if (!isDone || server.hasStopped) return killAt;
    const { inWorker, inWindow } = await tab.evaluate(() => {
      const { factmarkWorkerWrites: inWorker = 0, changeWrites: inWindow = 0 } =
        window as unknown as ChangeWorld;
      return { inWorker, inWindow };
    });
    return operation.place === 'worker' ? inWorker : inWindow;
  };

  /**
   * Stops the operation at a write. The settings page around a change writes when it likes, so that one run
   * may count a write more than the next: one that ends before the write was reached says how many there are.
   *
   * @param writeOf The 1-based write to stop at, of all that there are.
   */
  const stop = async (operation: Operation, counted: number, writeOf: (writes: number) => number) => {
    let writes = counted;
    for (let attempt = 0; attempt < 5; attempt++) {
      const trial = await prepare(operation);
      const killAt = writeOf(writes);
      const reached = await run(operation, trial, killAt);
      if (server.hasStopped) return { trial, killAt };
      await trial.tab.close();
      writes = reached;
    }
    throw new Error(`${operation.name} never came to the write at which it was to stop, of ${writes}`);
  };

  /** A worker dies with its tab. What stands still in a window dies with the whole browser. */
  const kill = async ({ place }: Operation, { tab }: Trial) => {
    if (place === 'worker') return tab.close();
    await browser.crash();
    await launch();
  };

  /**
   * What is there once the store was swept, as it is when it next starts. The background sweeps as well, and may
   * be in the midst of it: what is left over is looked at again.
   */
  const look = async ({ id }: Trial): Promise<Found> => {
    const tab = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    await tab.inject(storeSource);
    await tab.evaluate(async () => {
      const { openFactStore } = (window as unknown as StoreWorld).factmarkStore;
      const store = await openFactStore();
      await store.sweep();
      store.close();
    });
    const deadline = performance.now() + SWEEP_MS;
    let found: Found;
    do found = await tab.evaluate(observe, id, ENTITY);
    while (found.leftovers.length > 0 && performance.now() < deadline);
    await tab.close();
    return found;
  };

  const stateOf = (versions: readonly string[]): Found => ({
    versions,
    statements: versions.slice(0, 1).map(factOf),
    leftovers: [],
  });

  it('shows a hover during an update the old or the new, and never a mixture', async () => {
    const trial = await prepare(OPERATIONS[1]!);
    await trial.tab.evaluate(
      (packId, entityId) => {
        const world = window as unknown as StoreWorld & { seen: string[] };
        world.seen = [];
        const { createLibrary, openFactStore, readDossiers } = world.factmarkStore;
        const store = openFactStore();
        const library = createLibrary(() => store);
        const hover = async () => {
          const generations = await library.generations();
          const own = generations.filter(({ summary }) => summary.packId === packId);
          const [dossier] = await readDossiers(own, [entityId]);
          // The entity and its fact both tell their edition.
          const editions = JSON.stringify(dossier).match(/edition \d/g) ?? [];
          world.seen.push([...new Set(editions)].join(' and '));
          setTimeout(hover, 5);
        };
        void hover();
      },
      trial.id,
      ENTITY,
    );
    const readSeen = () => trial.tab.evaluate(() => (window as unknown as { seen: string[] }).seen);
    await until('a hover before the update', async () => (await readSeen()).length > 0);
    await run(OPERATIONS[1]!, trial, 0);
    const seen = await until('a hover after the update', async () => {
      const all = await readSeen();
      return all.at(-1) === 'edition 2' ? all : undefined;
    });
    await trial.tab.close();
    expect(new Set(seen)).toEqual(new Set(['edition 1', 'edition 2']));
  });

  it.each(OPERATIONS)(
    'in $name, leaves exactly the old or the new',
    { timeout: isExhaustive ? 1_800_000 : 600_000 },
    async (operation) => {
      const complete = await prepare(operation);
      const writes = await run(operation, complete, 0);
      expect(writes).toBeGreaterThan(0);
      await complete.tab.close();
      expect(await look(complete)).toEqual(stateOf(operation.after));

      const chosen = isExhaustive
        ? Array.from({ length: writes }, (_, i) => (all: number) => Math.min(i + 1, all))
        : operation.tried.map((share) => (all: number) => Math.max(1, Math.ceil(all * share)));
      const outcomes: string[] = [];
      for (const writeOf of chosen) {
        const { trial, killAt } = await stop(operation, writes, writeOf);
        await kill(operation, trial);
        const found = await look(trial);
        const isOld = JSON.stringify(found.versions) === JSON.stringify(operation.before);
        expect(found, `killed at write ${killAt} of ${writes}`).toEqual(
          stateOf(isOld ? operation.before : operation.after),
        );
        outcomes.push(isOld ? 'old' : 'new');
      }
      console.log(`${family}, ${operation.name}: ${outcomes.join(' ')}`);
      expect(outcomes[0]).toBe('old');
    },
  );
});
