import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PACK = path.join(ROOT, 'tests/fixtures/linking/pack.json');
const DOCUMENT = { doc_id: 'd1', dataset: 'mine', lang: 'en', text: 'We asked Lumen about the new battery.' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'factmark-annotate-'));
});

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function annotate(...args: string[]) {
  return spawnSync(process.execPath, [path.join(ROOT, 'scripts/annotate.ts'), ...args], { encoding: 'utf8' });
}

const out = () => path.join(folder, 'out.jsonl');

describe('npm run annotate', () => {
  it('writes the mentions of each document, in order', () => {
    const input = write(
      'in.jsonl',
      `${JSON.stringify(DOCUMENT)}\n\n${JSON.stringify({ doc_id: 2, text: 'Nothing.' })}\n`,
    );
    const { status } = annotate('--pack', PACK, '--in', input, '--out', out());
    expect(status).toBe(0);
    const rows = readFileSync(out(), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toEqual([
      {
        doc_id: 'd1',
        dataset: 'mine',
        mentions: [
          {
            start: 9,
            end: 14,
            surface: 'Lumen',
            entity_id: 'org:lumen',
            score: expect.any(Number),
            evidence: expect.arrayContaining([{ kind: expect.any(String), weight: expect.any(Number) }]),
          },
        ],
      },
      { doc_id: 2, mentions: [] },
    ]);
  });

  it('reads and writes gzip', () => {
    const input = write('in.jsonl.gz', gzipSync(JSON.stringify(DOCUMENT)));
    const target = path.join(folder, 'out.jsonl.gz');
    expect(annotate('--pack', PACK, '--in', input, '--out', target).status).toBe(0);
    expect(JSON.parse(gunzipSync(readFileSync(target)).toString()).doc_id).toBe('d1');
  });

  it.each([
    ['a line that is not JSON', '{"doc_id": "a", "text": "x"}\nnonsense\n', 'in.jsonl:2: not JSON'],
    ['a line that is no object', '[1]\n', 'in.jsonl:1: not a JSON object'],
    ['a document without text', '{"doc_id": "a"}\n', 'in.jsonl:1: "text" is missing'],
    ['a document without id', '{"text": "a"}\n', 'in.jsonl:1: "doc_id" is missing'],
  ])('names file and line of %s, and writes nothing', (_what, content, message) => {
    const input = write('in.jsonl', content);
    const { status, stderr } = annotate('--pack', PACK, '--in', input, '--out', out());
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });

  it('says what is wrong with a pack', () => {
    const pack = write(
      'pack.jsonl',
      '{"record":"pack","format":"fact-pack/1","id":"p"}\n{"record":"entity","id":"e"}\n',
    );
    const input = write('in.jsonl', JSON.stringify(DOCUMENT));
    const { status, stderr } = annotate('--pack', pack, '--in', input, '--out', out());
    expect(status).toBe(1);
    expect(stderr).toContain('pack.jsonl: ');
    expect(existsSync(out())).toBe(false);
  });

  it.each([
    ['that is none', Buffer.from('{"doc_id": "a", "text": "x"}\n')],
    ['that breaks off', gzipSync(JSON.stringify(DOCUMENT)).subarray(0, -12)],
  ])('names a gzip %s, and writes nothing', (_what, content) => {
    const input = write('in.jsonl.gz', content);
    const { status, stderr } = annotate('--pack', PACK, '--in', input, '--out', out());
    expect(stderr).toContain('in.jsonl.gz:1: not gzip, or not all of it');
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual(['in.jsonl.gz']);
  });

  it.each([
    ['a file that is not there', ['--pack', PACK, '--in', 'nowhere.jsonl', '--out', 'x'], 'nowhere.jsonl'],
    ['an unknown threshold', ['--pack', PACK, '--in', PACK, '--out', 'x', '--threshold', 'wild'], 'not wild'],
  ])('refuses %s in one sentence', (_what, args, message) => {
    const { status, stderr } = annotate(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});
