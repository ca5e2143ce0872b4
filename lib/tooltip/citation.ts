import type { DossierFact } from '../model/dossier.ts';

/**
 * A fact as plain text to paste elsewhere: what it says, how sure, the words of the source, and where
 * they stand.
 *
 * @param status the status in the reader's language, with its date.
 */
export function citeFact({ statement, sources }: DossierFact, status: string): string {
  const citations = sources.map(({ source, quote, locator }) => {
    const origin = [source.title, source.publisher, locator, source.published, source.url]
      .filter(Boolean)
      .join(', ');
    return quote === undefined ? `— ${origin}` : `“${quote}”\n— ${origin}`;
  });
  return [`${statement} (${status})`, ...citations].join('\n');
}
