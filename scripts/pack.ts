/**
 * The curator's command line for fact packs, for terminals and for checks of one's own:
 *
 *   npm run pack -- new harbour.json --id example.org/harbour --title "The harbour"
 *   npm run pack -- validate harbour.json
 *   npm run pack -- diff old.jsonl.gz new.jsonl.gz
 *   npm run pack -- stats harbour.json --json
 *   npm run pack -- convert table.csv --format csv --out harbour.jsonl --id example.org/harbour --title "The harbour"
 *   npm run pack -- keygen harbour.key
 *   npm run pack -- sign harbour.json --key harbour.key
 *   npm run pack -- verify harbour.json
 *   npm run pack -- publish harbour.jsonl site --key harbour.key
 */
import { createOutput } from './pack/output.ts';
import { runPack } from './pack/run.ts';

process.exitCode = await runPack(process.argv.slice(2), createOutput());
