/** What keeps a PDF from being shown. */
export type PdfFault =
  /** Not there, or the network failed. */
  | 'not-fetched'
  | 'too-large'
  /** It is damaged, or no PDF at all. */
  | 'broken'
  /** It can be opened only with a password. */
  | 'encrypted';

/** Largest file that is read into memory, in bytes: books of pictures are smaller. */
export const MAX_PDF_BYTES = 200 * 1024 * 1024;

/**
 * The bytes at an address, as the reader's own browser would fetch them: a PDF may be for members only.
 *
 * @returns the fault if there is no such file, or one that is too large.
 */
export async function fetchPdf(
  url: string,
  signal: AbortSignal,
  maxBytes = MAX_PDF_BYTES,
): Promise<Uint8Array | PdfFault> {
  try {
    const response = await fetch(url, { credentials: 'include', signal });
    if (!response.ok || !response.body) return 'not-fetched';
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.length;
      // Leaving the loop ends the request.
      if (length > maxBytes) return 'too-large';
      chunks.push(chunk);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch {
    return 'not-fetched';
  }
}
