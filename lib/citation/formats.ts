import type { CitedSource, DossierFact } from '../model/dossier.ts';
import type { Entity, Source } from '../model/fact-pack.ts';
import { citeFact } from '../tooltip/citation.ts';
import { toCslItems } from './csl.ts';

/** The first two hold facts with their sources; the others the sources alone, for reference managers. */
export const CITATION_FORMATS = ['text', 'markdown', 'bibtex', 'biblatex', 'csl-json'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

/** A file to be saved in a format. */
export const CITATION_FILES: Readonly<
  Record<CitationFormat, { readonly ending: string; readonly type: string }>
> = {
  text: { ending: 'txt', type: 'text/plain' },
  markdown: { ending: 'md', type: 'text/markdown' },
  bibtex: { ending: 'bib', type: 'application/x-bibtex' },
  biblatex: { ending: 'bib', type: 'application/x-bibtex' },
  'csl-json': { ending: 'json', type: 'application/vnd.citationstyles.csl+json' },
};

export interface CitedFacts {
  readonly entity: Pick<Entity, 'name'>;
  readonly facts: readonly DossierFact[];
  /** How sure a fact is and as of when, in the reader's language. */
  readonly describeStatus: (fact: DossierFact) => string;
}

/** Facts with their sources, or the sources alone, as the format has it. Ends with a line break. */
export async function citeFacts(cited: CitedFacts, format: CitationFormat): Promise<string> {
  const { entity, facts, describeStatus } = cited;
  switch (format) {
    case 'text':
      return `${[entity.name, ...facts.map((fact) => citeFact(fact, describeStatus(fact)))].join('\n\n')}\n`;
    case 'markdown':
      return toMarkdown(cited);
    default: {
      const { writeBibliography, writeCslJson } = await import('./reference-formats.ts');
      const items = toCslItems(listSources(facts).map(({ source }) => source));
      return format === 'csl-json' ? writeCslJson(items) : writeBibliography(items, format);
    }
  }
}

/** A source, and how many of the facts rest on it. */
export interface UsedSource {
  readonly packId: string;
  readonly source: Source;
  readonly uses: number;
}

/** The sources of facts, each once, in the order of first use. Ids hold within a pack. */
export function listSources(facts: readonly DossierFact[]): UsedSource[] {
  const used = new Map<string, UsedSource>();
  for (const { packId, sources } of facts) {
    // A fact that quotes one source twice rests on it once.
    for (const source of new Map(sources.map((cited) => [cited.source.id, cited.source])).values()) {
      const key = `${packId} ${source.id}`;
      used.set(key, { packId, source, uses: (used.get(key)?.uses ?? 0) + 1 });
    }
  }
  return [...used.values()];
}

function toMarkdown({ entity, facts, describeStatus }: CitedFacts): string {
  const items = facts.map((fact) => {
    const sources = fact.sources.map(toMarkdownSource);
    return [`- ${escapeMarkdown(fact.statement)} (${escapeMarkdown(describeStatus(fact))})`, ...sources].join(
      '\n',
    );
  });
  return `# ${escapeMarkdown(entity.name)}\n\n${items.join('\n')}\n`;
}

function toMarkdownSource({ source, quote, locator }: CitedSource): string {
  const title = escapeMarkdown(source.title);
  const details = [source.publisher, locator, source.published].filter((detail) => detail !== undefined);
  const origin = [
    // Angle brackets let an address hold parentheses.
    source.url === undefined ? title : `[${title}](<${source.url.replace(/[<>\s]/g, encodeURIComponent)}>)`,
    ...details.map(escapeMarkdown),
  ].join(', ');
  return `  - ${origin}${quote === undefined ? '' : `: “${escapeMarkdown(quote)}”`}`;
}

/** A pack's text must come out as the text that it is, also where it looks like Markdown or HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~&]/g, '\\$&');
}
