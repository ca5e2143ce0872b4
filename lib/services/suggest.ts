import type { EntityHit, FactHit, MatchedText, SearchResults } from '../model/search.ts';

/** A result in one line, and whose dossier it opens. */
export interface SearchSuggestion {
  /** Unlike that of every other suggestion of the same answer. */
  readonly content: string;
  readonly target: { readonly id: string; readonly name: string };
  readonly parts: readonly { readonly text: string; readonly style?: 'match' | 'dim' | undefined }[];
}

/** Entities, then facts, each in one line; of the same words, the first alone. */
export function toSuggestions({ entities, facts }: SearchResults): SearchSuggestion[] {
  const all = new Map<string, SearchSuggestion>();
  for (const suggestion of [...entities.map(ofEntity), ...facts.map(ofFact)]) {
    // Two entities of one name are told apart by what they are.
    const content = all.has(suggestion.content)
      ? `${suggestion.content} (${suggestion.target.id})`
      : suggestion.content;
    if (!all.has(content)) all.set(content, { ...suggestion, content });
  }
  return [...all.values()];
}

function ofEntity({ entity, matched }: EntityHit): SearchSuggestion {
  const { id, name, description } = entity;
  const isOwnName = matched.text === name;
  const aside = [isOwnName ? undefined : matched.text, description].filter((text) => text !== undefined);
  return {
    content: name,
    target: { id, name },
    parts: [
      ...(isOwnName ? partsOf(matched) : [{ text: name }]),
      ...(aside.length === 0 ? [] : [{ text: ` – ${aside.join(' – ')}`, style: 'dim' as const }]),
    ],
  };
}

function ofFact({ subject, statement }: FactHit): SearchSuggestion {
  const { id, name } = subject;
  return {
    content: statement.text,
    target: { id, name },
    parts: [...partsOf(statement), { text: ` – ${name}`, style: 'dim' }],
  };
}

/** "SoftBank" with its first four letters matched → "Soft" as a match, "Bank". */
function partsOf({ text, spans }: MatchedText): SearchSuggestion['parts'] {
  let end = 0;
  const parts = spans.flatMap((span) => {
    const before = text.slice(end, span.start);
    end = span.end;
    return [{ text: before }, { text: text.slice(span.start, span.end), style: 'match' as const }];
  });
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== '');
}
