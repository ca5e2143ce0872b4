import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeDocument } from '../../lib/pack/write.ts';
import { makeHeader } from './make-header.ts';
import { CommandError, type Output } from './output.ts';

export interface NewPackOptions {
  readonly id: string;
  readonly title: string;
  /** BCP 47 tag. */
  readonly language: string;
  readonly force: boolean;
}

const SCHEMA_NAME = 'fact-pack.schema.json';
const SCHEMA = path.resolve(import.meta.dirname, '../../docs', SCHEMA_NAME);

/** Writes a pack with one record of each kind, to be overwritten, and its JSON Schema beside it for the editor. */
export async function createPack(
  file: string,
  { id, title, language, force }: NewPackOptions,
  output: Output,
): Promise<void> {
  const header = makeHeader({ id, version: '0.1.0', title, language });
  const pieces = writeDocument(
    {
      header,
      sources: [
        [
          {
            id: 'source-1',
            title: 'TODO: Title of the article or report',
            url: 'https://example.org/article',
          },
        ],
      ],
      entities: [
        [
          {
            id: 'entity-1',
            type: 'organization',
            name: 'TODO: Name of the organisation',
            description: 'TODO: What it is, in a phrase that tells it from others of the same name.',
            aliases: ['TODO: Another name that texts use'],
          },
        ],
      ],
      facts: [
        [
          {
            id: 'fact-1',
            about: ['entity-1'],
            statement: 'TODO: One plain sentence about the organisation.',
            status: 'reported',
            sources: [{ source: 'source-1', quote: 'TODO: The words of the article, to the letter' }],
          },
        ],
      ],
    },
    `./${SCHEMA_NAME}`,
  );
  await writeFile(file, pieces, { flag: force ? 'w' : 'wx' }).catch((problem: NodeJS.ErrnoException) => {
    throw new CommandError(
      problem.code === 'EEXIST'
        ? `${file} is there already; --force overwrites it`
        : `${file}: ${problem.message}`,
    );
  });
  const schema = path.join(path.dirname(file), SCHEMA_NAME);
  if (path.resolve(schema) !== SCHEMA) await copyFile(SCHEMA, schema);
  output.print(`${file} is written. Fill it in, then: npm run pack -- validate ${file}`);
}
