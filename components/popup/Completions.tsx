import { useTranslator } from '../shared/translation.ts';
import type { QueryCompletion } from './search-state.ts';

export interface CompletionsProps {
  readonly completions: readonly QueryCompletion[];
  readonly onChoose: (query: string) => void;
}

/** Filters that the word being typed may become: the next stop of the Tab key after the field. */
export function Completions({ completions, onChoose }: CompletionsProps) {
  const { t } = useTranslator();
  return (
    <ul class="completions" aria-label={t('popup.completions')}>
      {completions.map(({ text, query }) => (
        <li key={text} class="completions__one">
          {/* Filters are written from left to right in every language, as in the field. */}
          <button type="button" class="completion" dir="ltr" title={text} onClick={() => onChoose(query)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
