import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipFiles } from '../../../scripts/setup/zip.ts';

const text = (value: string) => new TextEncoder().encode(value);
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a zip', () => {
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['manifest.json', text('{}')],
    ['assets/a.js', text('a'.repeat(10_000))],
    ['_locales/en/messages.json', text('{"ä":1}')],
  ];

  it('holds every file as it is', () => {
    expect(unzipSync(zipFiles(new Map(files)))).toEqual(Object.fromEntries(files));
  });

  it('has the same bytes in whatever order, year and time zone it is made', () => {
    const expected = hash(zipFiles(new Map(files)));
    const zone = process.env.TZ;
    const made = ['Pacific/Auckland', 'America/Anchorage', 'UTC'].map((other) => {
      process.env.TZ = other;
      return hash(zipFiles(new Map(files.toReversed())));
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(new Set(made)).toEqual(new Set([expected]));
  });
});
