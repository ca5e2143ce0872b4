import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { usePackCommands } from './run-pack.ts';

const GUIDE = path.resolve(import.meta.dirname, '../../../docs/curators.md');

/** Commands of the guide in their order, each as its arguments; quoted arguments may hold spaces. */
async function readCommands(): Promise<string[][]> {
  const text = await readFile(GUIDE, 'utf8');
  return [...text.matchAll(/npm run pack -- ([^\n`]+)/g)].map(([, line = '']) =>
    [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word),
  );
}

describe('docs/curators.md', () => {
  const { path: inFolder, write, read, run } = usePackCommands();

  it('leads from a blank file to a signed pack that takes an update, if its commands are run as they stand', async () => {
    await write(
      'table.csv',
      'name,type,property,value,source\nNorthby Quay,place,berths,4,Harbour register\n',
    );
    const commands = await readCommands();
    expect(commands.map(([name]) => name)).toEqual([
      ...['new', 'convert', 'convert', 'validate', 'stats', 'keygen', 'sign', 'verify'],
      ...['sign', 'publish', 'diff', 'validate', 'verify'],
    ]);
    let publicKey = '';
    for (const command of commands) {
      // What the guide has its readers do in between: fill it in, another key, an edit, an upload.
      if (command.includes('new.key')) {
        await copyFile(inFolder('harbour.json'), inFolder('published.json'));
        publicKey = (await run('keygen', inFolder('new.key'))).out;
        const pack = JSON.parse(await read('harbour.json'));
        await write('harbour.json', JSON.stringify({ ...pack, version: '1.1.0' }));
      }
      const args = command.map((arg) =>
        /^([\w-]+\.(json|jsonl|csv|key)|site)$/.test(arg)
          ? inFolder(arg)
          : arg.replace('ed25519:…', publicKey.trim()),
      );
      const { code, out, err } = await run(...args);
      // The packs differ, and `diff` says so as other tools of that name do.
      expect(code, `${command.join(' ')}\n${out}\n${err}`).toBe(command[0] === 'diff' ? 1 : 0);
      if (command[0] === 'new')
        await write('harbour.json', (await read('harbour.json')).replaceAll('TODO: ', ''));
    }
    expect(JSON.parse(await read('harbour.json'))).toMatchObject({
      id: 'northby.example/harbour',
      signature: expect.stringMatching(/^ed25519:/),
      keyChanges: [{ newKey: publicKey.trim() }],
    });
  });
});
