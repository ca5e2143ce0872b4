import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';

const TranslatorContext = createContext<Translator | undefined>(undefined);

/** Gives the reader's language to all components inside. */
export const TranslationProvider = TranslatorContext.Provider;

/** @throws Error outside a {@link TranslationProvider}. */
export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext);
  if (!translator) throw new Error('useTranslator needs a TranslationProvider around the component');
  return translator;
}
