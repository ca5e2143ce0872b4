import { type ArgsDef, type CommandDef, defineCommand } from 'citty';
import { valuesOf } from '../setup/command-line.ts';
import { INPUT_FORMATS } from './input-formats.ts';
import { CommandError, type Output } from './output.ts';

const json = { type: 'boolean', description: 'Print JSON for programs', default: false } as const;

/** Tells the caller that the answer is no: not valid, not the same. */
export type SayNo = () => void;

/** The commands of `npm run pack`. Each loads its code when it is called. */
export function createCommands(output: Output, sayNo: SayNo) {
  const answer = (isYes: boolean) => {
    if (!isYes) sayNo();
  };
  return defineCommand({
    meta: {
      name: 'npm run pack --',
      description:
        'Works on fact packs (docs/fact-pack.md). Exit code 0: yes; 1: not valid, not the same, not signed; 2: it could not be done.',
    },
    subCommands: {
      new: strict({
        meta: {
          name: 'new',
          description: 'Write a small pack to start from, with its JSON Schema for the editor',
        },
        args: {
          file: { type: 'positional', required: true, description: 'File to write, e.g. harbour.json' },
          id: {
            type: 'string',
            description: 'Identity of the pack for good, e.g. example.org/harbour',
            required: true,
          },
          title: { type: 'string', description: 'Title', required: true },
          language: { type: 'string', description: 'BCP 47 tag', default: 'en' },
          force: { type: 'boolean', description: 'Overwrite the file if it is there', default: false },
        },
        async run({ args }) {
          const { createPack } = await import('./new.ts');
          await createPack(args.file, args, output);
        },
      }),
      validate: strict({
        meta: { name: 'validate', description: 'Check packs as an import does' },
        args: {
          files: {
            type: 'positional',
            required: true,
            description: 'Packs (.json, .jsonl, .jsonl.gz); - reads standard input',
          },
          json,
          strict: { type: 'boolean', description: 'Count warnings as errors', default: false },
          all: { type: 'boolean', description: 'Show every problem, not the first 200', default: false },
        },
        async run({ args }) {
          const { validate } = await import('./validate.ts');
          answer(await validate(args._, args, output));
        },
      }),
      diff: strict({
        meta: { name: 'diff', description: 'Show what replacing one version by another would change' },
        args: {
          before: { type: 'positional', required: true, description: 'The older pack' },
          after: { type: 'positional', required: true, description: 'The newer pack' },
          json,
          limit: { type: 'string', description: 'Changes to list', default: '200' },
        },
        async run({ args }) {
          const limit = Number(args.limit);
          if (!Number.isInteger(limit) || limit < 0)
            throw new CommandError(`--limit must be a number, not ${args.limit}`);
          const { diff } = await import('./diff.ts');
          answer(await diff(args.before, args.after, { json: args.json, limit }, output));
        },
      }),
      stats: strict({
        meta: { name: 'stats', description: 'Count what a pack holds' },
        args: {
          file: { type: 'positional', required: true, description: 'A pack; - reads standard input' },
          json,
        },
        async run({ args }) {
          const { printStatistics } = await import('./stats.ts');
          answer(await printStatistics(args.file, args, output));
        },
      }),
      convert: strict({
        meta: {
          name: 'convert',
          description: 'Make a pack of a table, of Wikidata, FollowTheMoney or ClaimReview JSON',
        },
        args: {
          file: { type: 'positional', required: true, description: 'The input; may be .gz' },
          format: {
            type: 'enum',
            options: [...INPUT_FORMATS],
            required: true,
            description: 'What the input is',
          },
          out: { type: 'string', description: 'Pack to write: .jsonl or .jsonl.gz' },
          id: { type: 'string', description: 'Identity of the pack' },
          title: { type: 'string', description: 'Title of the pack' },
          version: { type: 'string', description: 'Semantic version', default: '0.1.0' },
          language: { type: 'string', description: 'BCP 47 tag of the pack', default: 'en' },
          languages: { type: 'string', description: 'Wikidata: languages of names, e.g. en,de,mul' },
          column: {
            type: 'string',
            description: 'Table: which column gives a field, e.g. name=Firma; repeatable',
          },
          type: { type: 'string', description: 'Table: type of rows that say none' },
          preview: {
            type: 'boolean',
            description: 'Table: only show how its columns would be read',
            default: false,
          },
          json,
        },
        async run({ args, rawArgs }) {
          const { convert, previewFile } = await import('./convert.ts');
          if (args.preview) return previewFile(args.file, args, output);
          const { out, id, title } = args;
          if (!out || !id || !title) throw new CommandError('--out, --id and --title are needed');
          answer(
            await convert(
              args.file,
              {
                format: args.format,
                out,
                id,
                title,
                version: args.version,
                language: args.language,
                languages: args.languages?.split(','),
                columns: new Map(valuesOf(rawArgs, 'column').map(splitPair)),
                defaultType: args.type,
              },
              output,
            ),
          );
        },
      }),
      keygen: strict({
        meta: { name: 'keygen', description: 'Make a key to sign packs with, and print its public half' },
        args: { file: { type: 'positional', required: true, description: 'File for the secret key' }, json },
        async run({ args }) {
          const { generateKey } = await import('./key-file.ts');
          await generateKey(args.file, args, output);
        },
      }),
      sign: strict({
        meta: { name: 'sign', description: 'Sign a valid pack, in its header or in a file beside it' },
        args: {
          file: {
            type: 'positional',
            required: true,
            description: 'The pack; its header gets key and signature',
          },
          key: { type: 'string', required: true, description: 'Key file made by keygen' },
          from: { type: 'string', description: 'Key file that signed until now and hands over to --key' },
          detached: {
            type: 'boolean',
            description: 'Leave the pack as it is and write FILE.sig',
            default: false,
          },
        },
        async run({ args }) {
          const { sign } = await import('./sign.ts');
          await sign(args.file, args, output);
        },
      }),
      publish: strict({
        meta: {
          name: 'publish',
          description: 'Make or update a folder of static files that readers fetch only the changes of',
        },
        args: {
          file: { type: 'positional', required: true, description: 'The pack' },
          folder: { type: 'positional', required: true, description: 'Folder to be put on a web server' },
          key: { type: 'string', description: 'Key file made by keygen; signs pack and manifest' },
          from: { type: 'string', description: 'Key file that signed until now and hands over to --key' },
          json,
        },
        async run({ args }) {
          const { publish } = await import('./publish.ts');
          await publish(args.file, args.folder, args, output);
        },
      }),
      verify: strict({
        meta: { name: 'verify', description: 'Say whether a pack is signed, and by whom' },
        args: {
          file: { type: 'positional', required: true, description: 'The pack' },
          sig: { type: 'string', description: 'Signature file; by default FILE.sig if it is there' },
          key: { type: 'string', description: 'Public key that readers trust: ed25519:…' },
          json,
        },
        async run({ args }) {
          const { verify } = await import('./verify.ts');
          answer(await verify(args.file, args, output));
        },
      }),
    },
  });
}

/** "name=Firma" → ["name", "Firma"] */
function splitPair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new CommandError(`--column is field=heading, e.g. name=Firma; not ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** A command that refuses options it does not know: citty lets a mistyped one pass without a word. */
function strict<const Args extends ArgsDef>(
  command: CommandDef<Args> & { readonly args: Args },
): CommandDef<Args> {
  const known = new Set(Object.keys(command.args));
  return defineCommand<Args>({
    ...command,
    setup({ rawArgs }) {
      const end = rawArgs.indexOf('--');
      for (const arg of end < 0 ? rawArgs : rawArgs.slice(0, end)) {
        const [, name] = /^--(?:no-)?([^=]+)/.exec(arg) ?? [];
        if (name !== undefined && !known.has(name))
          throw new CommandError(`There is no option --${name} here`);
      }
    },
  });
}
