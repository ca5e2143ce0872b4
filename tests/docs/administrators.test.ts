import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../lib/model/policy.ts';

const DOCS = path.resolve(import.meta.dirname, '../../docs');
const read = (file: string) => readFileSync(path.join(DOCS, file), 'utf8');
const GUIDE = read('administrators.md');
const SAMPLES = readdirSync(path.join(DOCS, 'policies')).map(
  (file) => [file, JSON.parse(read(`policies/${file}`)) as Sample] as const,
);
const ID = 'abcdefghijklmnopabcdefghijklmnop';
const FIREFOX_ID = 'factmark@factmark.example';

interface Installation {
  readonly installation_mode: string;
  readonly update_url?: string;
  readonly install_url?: string;
}

interface Sample {
  readonly ExtensionSettings?: Readonly<Record<string, Installation>>;
  readonly '3rdparty'?: { readonly extensions: Readonly<Record<string, unknown>> };
  readonly policies?: {
    readonly ExtensionSettings: Readonly<Record<string, Installation>>;
    readonly '3rdparty': { readonly Extensions: Readonly<Record<string, unknown>> };
  };
  readonly data?: unknown;
}

/** What the browser hands to the extension of the file that an administrator writes. */
function handOver({ '3rdparty': chromium, policies, data, ...cloud }: Sample): unknown {
  if (chromium) return chromium.extensions[ID];
  if (policies) return policies['3rdparty'].Extensions[FIREFOX_ID];
  return data ?? Object.fromEntries(Object.entries(cloud).map(([name, value]) => [name, unwrap(value)]));
}

function unwrap(entry: unknown): unknown {
  return (entry as { readonly Value: unknown }).Value;
}

describe('docs/administrators.md', () => {
  it('shows or links every policy file that there is', () => {
    expect(SAMPLES.length).toBeGreaterThan(4);
    for (const [file] of SAMPLES) {
      const [, shown] = new RegExp(`\`\`\`json docs/policies/${file}\\n([\\s\\S]*?)\`\`\``).exec(GUIDE) ?? [];
      if (shown === undefined) expect(GUIDE).toContain(`](policies/${file})`);
      else expect(shown).toBe(read(`policies/${file}`));
    }
  });

  it.each(SAMPLES)('has no mistake in %s', (_file, sample) => {
    const policy = readPolicy(handOver(sample));
    expect(policy.faults).toEqual([]);
    expect(policy.settings.size).toBeGreaterThan(0);
    expect(policy.blockedSites).toEqual(['intranet.northby.example']);
  });

  it('installs the extension that it sets, in files for a whole machine', () => {
    const installed = SAMPLES.flatMap(([, { ExtensionSettings, policies }]) =>
      Object.entries(ExtensionSettings ?? policies?.ExtensionSettings ?? {}),
    );
    expect(installed.map(([id]) => id).sort()).toEqual([ID, ID, FIREFOX_ID]);
    for (const [, { installation_mode, update_url, install_url }] of installed) {
      expect(installation_mode).toBe('force_installed');
      expect(update_url ?? install_url).toMatch(/^https:/);
    }
  });

  it('names the fields that there are', () => {
    const named = [...GUIDE.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
    expect(readPolicy(Object.fromEntries(named.map((name) => [name, undefined]))).faults).toEqual([]);
    expect(named).toHaveLength(3);
  });
});
