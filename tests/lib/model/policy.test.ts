import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyPolicy, readPolicy, withoutPolicy } from '../../../lib/model/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/model/settings.ts';

const KEY = `ed25519:${'A'.repeat(43)}`;
const PACK = { id: 'gazette.example/harbour', url: 'https://packs.example/manifest.json' };
const CHOSEN: Settings = {
  ...DEFAULT_SETTINGS,
  theme: 'dark',
  linker: { threshold: 'everything' },
  sites: { blocked: ['own.example'] },
};

describe('readPolicy', () => {
  it('is empty where nothing is set', () => {
    for (const nothing of [undefined, null, {}, 'text']) {
      expect(readPolicy(nothing)).toEqual({ packs: [], settings: new Map(), blockedSites: [], faults: [] });
    }
  });

  it('reads packs, settings and sites', () => {
    const policy = readPolicy({
      packs: [PACK, { ...PACK, id: 'b', publicKey: KEY, intervalHours: 1 }],
      settings: { marks: true, threshold: 'strict', language: 'de' },
      blockedSites: ['intranet.example'],
    });
    expect(policy).toEqual({
      packs: [
        { packId: PACK.id, url: PACK.url, intervalHours: 24 },
        { packId: 'b', url: PACK.url, publicKey: KEY, intervalHours: 1 },
      ],
      settings: new Map<string, unknown>([
        ['marks', true],
        ['threshold', 'strict'],
        ['language', 'de'],
      ]),
      blockedSites: ['intranet.example'],
      faults: [],
    });
  });

  it.each([
    ['a pack without an id', { packs: [{ url: PACK.url }] }, 'packs[0].id'],
    ['a pack without an address', { packs: [PACK, { id: 'b', url: 'packs' }] }, 'packs[1].url'],
    [
      'a key that is none, instead of going without',
      { packs: [{ ...PACK, publicKey: 'x' }] },
      'packs[0].publicKey',
    ],
    [
      'an interval that no reader can choose',
      { packs: [{ ...PACK, intervalHours: 2 }] },
      'packs[0].intervalHours',
    ],
    ['a setting that there is not', { settings: { colour: 'red' } }, 'settings.colour'],
    ['a setting named like what every object has', { settings: { toString: 1 } }, 'settings.toString'],
    ['a choice that there is not', { settings: { threshold: 'lax' } }, 'settings.threshold'],
    ['a site that is an address', { blockedSites: ['https://a.example/'] }, 'blockedSites[0]'],
    ['a list that is none', { packs: PACK }, 'packs'],
    ['settings that are none', { settings: 'strict' }, 'settings'],
    ['settings that are a list', { settings: ['strict'] }, 'settings'],
    ['a name that it does not know', { pack: [] }, 'pack'],
  ])('leaves out and names %s', (_what, value, fault) => {
    const policy = readPolicy(value);
    expect(policy.faults).toEqual([fault]);
    expect(policy.settings.size + policy.blockedSites.length).toBe(0);
    expect(policy.packs.length).toBe(fault === 'packs[1].url' ? 1 : 0);
  });
});

describe('what an organisation sets', () => {
  const policy = readPolicy({
    settings: { threshold: 'strict', look: 'line' },
    blockedSites: ['intranet.example', 'own.example'],
  });

  it('holds above what the reader chose, and leaves the rest to them', () => {
    const held = applyPolicy(CHOSEN, policy);
    expect(held).toEqual({
      ...CHOSEN,
      marks: { ...CHOSEN.marks, look: 'line' },
      linker: { threshold: 'strict' },
      sites: { blocked: ['own.example', 'intranet.example'] },
    });
  });

  it('is never saved as the reader’s own choice, so that it ends with the policy', () => {
    const held = applyPolicy(CHOSEN, policy);
    expect(withoutPolicy(held, CHOSEN, policy)).toEqual(CHOSEN);
    const changed: Settings = {
      ...held,
      theme: 'light',
      sites: { blocked: [...held.sites.blocked, 'new.example'] },
    };
    expect(withoutPolicy(changed, CHOSEN, policy)).toEqual({
      ...CHOSEN,
      theme: 'light',
      sites: { blocked: ['own.example', 'new.example'] },
    });
  });

  it('cannot be changed from inside', () => {
    const changed: Settings = {
      ...applyPolicy(CHOSEN, policy),
      linker: { threshold: 'everything' },
      sites: { blocked: [] },
    };
    const saved = withoutPolicy(changed, CHOSEN, policy);
    expect(applyPolicy(saved, policy)).toMatchObject({
      linker: { threshold: 'strict' },
      sites: { blocked: ['intranet.example', 'own.example'] },
    });
  });
});

describe('the schema for Chromium', () => {
  const file = path.resolve(import.meta.dirname, '../../../public/managed-schema.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8'));

  it('offers every choice that a policy may make, and no other', () => {
    for (const [name, schema] of Object.entries<{ type: string; enum?: string[] }>(
      properties.settings.properties,
    )) {
      const choices = schema.enum ?? [true, false];
      for (const choice of choices) expect(readPolicy({ settings: { [name]: choice } }).faults).toEqual([]);
      expect(readPolicy({ settings: { [name]: 'other' } }).faults).toEqual([`settings.${name}`]);
    }
    expect(Object.keys(properties.settings.properties)).toHaveLength(6);
    expect(Object.keys(properties)).toEqual(['packs', 'settings', 'blockedSites']);
  });
});
