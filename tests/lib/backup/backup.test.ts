import { describe, expect, it } from 'vitest';
import {
  type KeptPack,
  readSetupFile,
  type Setup,
  UnkeepableError,
  writeSetupFile,
} from '../../../lib/backup/backup.ts';
import { compareSetups, isUnchanged } from '../../../lib/backup/changes.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { findAddressFault } from '../../../lib/services/fetch-pack.ts';

const NOW = new Date('2026-03-09T10:00:00Z');

const SETUP: Setup = {
  settings: { ...DEFAULT_SETTINGS, theme: 'dark', sites: { blocked: ['gazette.example'] } },
  rejections: [{ entityId: 'org:port', form: 'Port', host: 'gazette.example', rejectedAt: 5 }],
  subscriptions: [
    { packId: 'harbours', url: 'https://gazette.example/harbours.jsonl', isOn: true, intervalHours: 24 },
  ],
  packs: [
    { packId: 'harbours', isEnabled: true },
    { packId: 'ferries', isEnabled: false },
  ],
};

const HARBOURS: KeptPack = {
  packId: 'harbours',
  title: 'Harbours',
  isBundled: false,
  pinnedKey: 'ed25519:abc',
  versions: [
    {
      file: 'packs/1-harbours-1.0.0.jsonl',
      size: 12,
      version: '1.0.0',
      importedAt: 5,
      isPinned: true,
      serves: false,
    },
    {
      file: 'packs/2-harbours-1.1.0.jsonl',
      size: 14,
      version: '1.1.0',
      importedAt: 6,
      isPinned: false,
      serves: true,
      detachedSignature: '{}',
    },
  ],
};

const write = (setup: Setup) => writeSetupFile({ createdAt: NOW.toISOString(), setup, packs: [HARBOURS] });

/** A backup of the setup with something else in it. */
function altered(change: (backup: Record<string, unknown>) => void): string {
  const backup = JSON.parse(write(SETUP)) as Record<string, unknown>;
  change(backup);
  return JSON.stringify(backup);
}

describe('a backup', () => {
  it('is read as what was written', () => {
    expect(readSetupFile(write(SETUP))).toEqual({
      ok: true,
      createdAt: '2026-03-09T10:00:00.000Z',
      setup: SETUP,
      packs: [HARBOURS, { packId: 'ferries', title: 'ferries', isBundled: false, versions: [] }],
    });
  });

  it('holds every setting that there is, and no pause, which is of the moment', () => {
    const paused = { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, pausedUntil: 7 } };
    const reading = readSetupFile(write({ ...SETUP, settings: paused }));
    expect(reading.ok && reading.setup.settings).toEqual(DEFAULT_SETTINGS);
  });

  it.each([
    'http://localhost:8000/p',
    'http://127.0.0.1/p',
    'https://10.0.0.5/p',
    'https://intranet/p.json',
    'https://[::1]/x',
    'https://foo_bar.example/p',
    'https://xn--e1afmkfd.xn--p1ai/p',
    'https://пример.рф/p',
  ])('brings back a subscription to %s, as any address that one can subscribe to', (url) => {
    expect(findAddressFault(url)).toBeUndefined();
    const setup = { ...SETUP, subscriptions: [{ ...SETUP.subscriptions[0]!, url }] };
    expect(readSetupFile(write(setup))).toMatchObject({ ok: true, setup });
  });

  it('brings back what was rejected in a file of this computer, which is of no site', () => {
    const setup = { ...SETUP, rejections: [{ entityId: 'org:port', form: 'Port', host: '', rejectedAt: 5 }] };
    expect(readSetupFile(write(setup))).toMatchObject({ ok: true, setup });
  });

  it('is not written where it could not be read back, and says where', () => {
    const nameless = { ...SETUP, rejections: [{ entityId: '', form: 'Port', rejectedAt: 5 }] };
    expect(() => write(nameless)).toThrow(new UnkeepableError('rejections.0.entityId'));
    const blocked = Array.from({ length: 50_000 }, (_, n) => `${'x'.repeat(100)}${n}.example`);
    const huge = { ...SETUP, settings: { ...DEFAULT_SETTINGS, sites: { blocked } } };
    expect(() => write(huge)).toThrow(UnkeepableError);
  });

  it.each<[string, string, object]>([
    ['that is no JSON', 'hello', { ok: false, reason: 'not-a-backup' }],
    ['that is another file', '{"format":"fact-pack/1"}', { ok: false, reason: 'not-a-backup' }],
    ['that is nothing', 'null', { ok: false, reason: 'not-a-backup' }],
    [
      'of a newer version',
      altered((backup) => {
        backup.format = 'factmark-backup/3';
      }),
      { ok: false, reason: 'other-version' },
    ],
    [
      'with a value that nothing has',
      altered((backup) => {
        backup.settings = { ...(backup.settings as object), theme: 'pink' };
      }),
      { ok: false, reason: 'damaged', path: 'settings.theme' },
    ],
    [
      'with an address that is none of the web',
      altered((backup) => {
        backup.subscriptions = [{ packId: 'p', url: 'javascript:alert(1)', isOn: true, intervalHours: 24 }];
      }),
      { ok: false, reason: 'damaged', path: 'subscriptions.0.url' },
    ],
    [
      'that asks a server more often than may be',
      altered((backup) => {
        backup.subscriptions = [{ packId: 'p', url: 'https://a.example', isOn: true, intervalHours: 0.1 }];
      }),
      { ok: false, reason: 'damaged', path: 'subscriptions.0.intervalHours' },
    ],
    [
      'with keys that reach for prototypes',
      altered((backup) => {
        backup.rejections = [JSON.parse('{"entityId":"a","form":"b","rejectedAt":1,"__proto__":{"x":1}}')];
      }),
      { ok: false, reason: 'damaged', path: 'rejections.0' },
    ],
    [
      'of which two versions of a pack serve',
      altered((backup) => {
        const [first, ...rest] = backup.packs as { versions: { serves: boolean }[] }[];
        const versions = first!.versions.map((version) => ({ ...version, serves: true }));
        backup.packs = [{ ...first, versions }, ...rest];
      }),
      { ok: false, reason: 'damaged', path: 'packs.0.versions' },
    ],
    [
      'with two packs of one id',
      altered((backup) => {
        const [first] = backup.packs as object[];
        backup.packs = [first, { ...first, versions: [] }];
      }),
      { ok: false, reason: 'damaged', path: 'packs' },
    ],
    [
      'with two packs in one file',
      altered((backup) => {
        const [first] = backup.packs as object[];
        backup.packs = [first, { ...first, packId: 'other' }];
      }),
      { ok: false, reason: 'damaged', path: 'packs' },
    ],
    [
      'of a version imported after the end of days',
      altered((backup) => {
        const [first] = backup.packs as { versions: object[] }[];
        backup.packs = [{ ...first, versions: [{ ...first!.versions[1], importedAt: 9e15 }] }];
      }),
      { ok: false, reason: 'damaged', path: 'packs.0.versions.0.importedAt' },
    ],
  ])('%s is refused, and says why', (_rule, source, expected) => {
    expect(readSetupFile(source)).toEqual(expected);
  });
});

describe('a backup of the first format, which held no packs', () => {
  const old = (change = {}) =>
    JSON.stringify({
      format: 'factmark-backup/1',
      createdAt: NOW.toISOString(),
      ...SETUP,
      ...change,
    });

  it('is read as ever', () => {
    expect(readSetupFile(old())).toEqual({
      ok: true,
      createdAt: '2026-03-09T10:00:00.000Z',
      setup: SETUP,
      packs: [],
    });
  });

  it('is refused where it is damaged', () => {
    expect(readSetupFile(old({ packs: [{ packId: 'a' }] }))).toEqual({
      ok: false,
      reason: 'damaged',
      path: 'packs.0.isEnabled',
    });
  });
});

describe('what restoring would change', () => {
  it('is nothing where all is as it was', () => {
    expect(isUnchanged(compareSetups(SETUP, SETUP))).toBe(true);
  });

  it('is told setting by setting, and counted where there may be many', () => {
    const now: Setup = {
      ...SETUP,
      settings: DEFAULT_SETTINGS,
      rejections: [{ entityId: 'org:port', form: 'Port', rejectedAt: 9 }],
    };
    const changes = compareSetups(now, SETUP);
    expect(changes.settings).toEqual([
      { path: 'theme', from: 'system', to: 'dark' },
      { path: 'sites.blocked', from: [], to: ['gazette.example'] },
    ]);
    // The same name on a site and everywhere are two.
    expect(changes.rejections).toEqual({ added: 1, removed: 1 });
  });

  it('takes the order of blocked sites for no change', () => {
    const blocked = (hosts: string[]): Setup => ({
      ...SETUP,
      settings: { ...SETUP.settings, sites: { blocked: hosts } },
    });
    expect(isUnchanged(compareSetups(blocked(['a', 'b']), blocked(['b', 'a'])))).toBe(true);
  });

  it('is about packs that are installed; the others are named', () => {
    const now: Setup = {
      ...SETUP,
      packs: [
        { packId: 'ferries', isEnabled: true },
        { packId: 'new', isEnabled: true },
      ],
      subscriptions: [{ packId: 'ferries', url: 'https://f.example/', isOn: true, intervalHours: 1 }],
    };
    expect(compareSetups(now, SETUP)).toMatchObject({
      packs: { enabled: [], disabled: ['ferries'], isReordered: false },
      subscriptions: { added: [], changed: [], removed: ['ferries'] },
      missing: [{ packId: 'harbours', url: 'https://gazette.example/harbours.jsonl' }],
    });
  });

  it('sees packs in another order, and updates from another address', () => {
    const [subscription] = SETUP.subscriptions;
    const now: Setup = {
      ...SETUP,
      packs: SETUP.packs.toReversed(),
      subscriptions: [{ ...subscription!, url: 'https://old.example/' }],
    };
    expect(compareSetups(now, SETUP)).toMatchObject({
      packs: { isReordered: true },
      subscriptions: { added: [], changed: ['harbours'], removed: [] },
    });
  });
});
