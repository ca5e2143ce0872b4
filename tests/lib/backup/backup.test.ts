import { describe, expect, it } from 'vitest';
import { readBackup, type Setup, writeBackup } from '../../../lib/backup/backup.ts';
import { compareSetups, isUnchanged } from '../../../lib/backup/changes.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';

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

/** A backup of the setup with something else in it. */
function altered(change: (backup: Record<string, unknown>) => void): string {
  const backup = JSON.parse(writeBackup(SETUP, NOW)) as Record<string, unknown>;
  change(backup);
  return JSON.stringify(backup);
}

describe('a backup', () => {
  it('is read as what was written', () => {
    expect(readBackup(writeBackup(SETUP, NOW))).toEqual({
      ok: true,
      createdAt: '2026-03-09T10:00:00.000Z',
      setup: SETUP,
    });
  });

  it('holds every setting that there is, and no pause, which is of the moment', () => {
    const paused = { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, pausedUntil: 7 } };
    const reading = readBackup(writeBackup({ ...SETUP, settings: paused }, NOW));
    expect(reading.ok && reading.setup.settings).toEqual(DEFAULT_SETTINGS);
  });

  it.each<[string, string, object]>([
    ['that is no JSON', 'hello', { ok: false, reason: 'not-a-backup' }],
    ['that is another file', '{"format":"fact-pack/1"}', { ok: false, reason: 'not-a-backup' }],
    ['that is nothing', 'null', { ok: false, reason: 'not-a-backup' }],
    [
      'of a newer version',
      altered((backup) => {
        backup.format = 'factmark-backup/2';
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
  ])('%s is refused, and says why', (_rule, source, expected) => {
    expect(readBackup(source)).toEqual(expected);
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
