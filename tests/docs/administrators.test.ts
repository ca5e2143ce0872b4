import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../lib/model/policy.ts';

const GUIDE = readFileSync(path.resolve(import.meta.dirname, '../../docs/administrators.md'), 'utf8');
const SAMPLES = [...GUIDE.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, json = '']) => JSON.parse(json) as Sample,
);

interface Sample {
  readonly '3rdparty'?: { readonly extensions: Readonly<Record<string, unknown>> };
  readonly policies?: { readonly '3rdparty': { readonly Extensions: Readonly<Record<string, unknown>> } };
  readonly data?: unknown;
}

/** What the browser hands to the extension of the file that an administrator writes. */
function handOver({ '3rdparty': chromium, policies, data, ...cloud }: Sample): unknown {
  if (chromium) return Object.values(chromium.extensions)[0];
  if (policies) return policies['3rdparty'].Extensions['factmark@factmark.example'];
  return data ?? Object.fromEntries(Object.entries(cloud).map(([name, value]) => [name, unwrap(value)]));
}

function unwrap(entry: unknown): unknown {
  return (entry as { readonly Value: unknown }).Value;
}

describe('docs/administrators.md', () => {
  it('has policy files for Chromium, its cloud management, and Firefox twice', () => {
    expect(SAMPLES).toHaveLength(4);
  });

  it.each(SAMPLES.map((sample, index) => [index + 1, sample]))(
    'has no mistake in sample %i',
    (_number, sample) => {
      const policy = readPolicy(handOver(sample));
      expect(policy.faults).toEqual([]);
      expect(policy.settings.size).toBeGreaterThan(0);
      expect(policy.blockedSites).toEqual(['intranet.northby.example']);
    },
  );

  it('names the fields that there are', () => {
    const named = [...GUIDE.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
    expect(readPolicy(Object.fromEntries(named.map((name) => [name, undefined]))).faults).toEqual([]);
    expect(named).toHaveLength(3);
  });
});
