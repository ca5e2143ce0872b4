import type { FoundInstead } from './problems.ts';

/** How a pack is written down. */
export type Framing = 'document' | 'lines';

/**
 * Tells the framing from the beginning of a file: names and media types lie, the content does not.
 *
 * @param head At least the first line that is not blank, or as much of it as the limits allow.
 * @returns The framing, or what the file is instead.
 */
export function detectFraming(
  head: Uint8Array,
): { readonly framing: Framing } | { readonly found: FoundInstead } {
  const foreign = detectForeign(head);
  if (foreign !== undefined) return { found: foreign };
  // Faulty UTF-8 is reported later, with its line.
  const text = new TextDecoder().decode(head).trimStart();
  if (text === '') return { found: 'empty' };
  if (text.startsWith('[')) return { found: 'array' };
  if (text.startsWith('<')) return { found: 'html' };
  if (!text.startsWith('{')) return { found: 'text' };
  const [firstLine = ''] = text.split('\n', 1);
  return { framing: isRecordLine(firstLine) ? 'lines' : 'document' };
}

const DOCUMENT_FIELDS = ['$schema', 'sources', 'entities', 'facts'];

function isRecordLine(line: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Either the first line of an indented document, or a faulty line: the record field decides.
    return /"record"\s*:/.test(line.slice(0, 1000));
  }
  if (Object.hasOwn(Object(value), 'record')) return true;
  return !DOCUMENT_FIELDS.some((field) => Object.hasOwn(Object(value), field));
}

function detectForeign(head: Uint8Array): FoundInstead | undefined {
  const [first, second] = head;
  if (first === 0x50 && second === 0x4b) return 'zip';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf16';
  if (first === 0 || second === 0) return 'utf16';
  // Control characters other than white space: no text.
  const sample = head.subarray(0, 512);
  return sample.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
    ? 'binary'
    : undefined;
}
