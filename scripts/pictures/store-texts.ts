import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../lib/model/settings.ts';
import { ROOT } from '../setup/project.ts';
import type { Captions } from './compose.ts';

/** What the stores show and ask, in one language. */
export interface StoreTexts {
  readonly name: string;
  /** The summary in the manifest, too. */
  readonly summary: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  /** What the extension is for, in one sentence. */
  readonly purpose: string;
  /** Permission → why it is asked for. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly privacy: { readonly data: string; readonly remoteCode: string };
  /** What stands over the pictures. */
  readonly captions: Captions;
}

/** Name and summary from the manifest's own texts, the rest from docs/store. */
export function readStoreTexts(language: Language): StoreTexts {
  const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  const manifest = read(`lib/locale/${language}/manifest.json`);
  return {
    name: manifest.extensionName,
    summary: manifest.extensionDescription,
    ...read(`docs/store/${language}.json`),
  };
}

/** A file a field, so that each can be copied whole. */
export function writeStoreTexts(language: Language, folder: string): void {
  const { name, summary, description, purpose, permissions, privacy } = readStoreTexts(language);
  const reasons = Object.entries(permissions).map(([permission, reason]) => `${permission}\n${reason}`);
  const files = {
    name,
    summary,
    description: description.join('\n\n').replaceAll('\n\n•', '\n•'),
    purpose,
    permissions: reasons.join('\n\n'),
    privacy: `${privacy.data}\n\n${privacy.remoteCode}`,
  };
  for (const [file, text] of Object.entries(files))
    writeFileSync(path.join(folder, `${file}.txt`), `${text}\n`);
}
