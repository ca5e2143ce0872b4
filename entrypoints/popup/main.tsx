import { render } from 'preact';
import { chooseLocale, readMessages } from '../../lib/locale/locales.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import { createLibrary } from '../../lib/services/library.ts';
import { createPackSearch, type PackSearch } from '../../lib/services/search.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFacts } from '../shared/open-facts.ts';
import { Popup } from './Popup.tsx';
import './style.css';

const translator = createTranslator(
  readMessages(chooseLocale(navigator.languages), ['shared', 'dossier', 'popup']),
);

let opened: Promise<FactStore> | undefined;
const store = () => {
  opened ??= openFacts();
  return opened;
};

let created: Promise<PackSearch> | undefined;
const search = () => {
  created ??= store().then((facts) => {
    const packSearch = createPackSearch(facts);
    // Ready before the second letter: the index is built while the reader types the first.
    packSearch.prepare().catch(console.error);
    return packSearch;
  });
  return created;
};
search().catch(console.error);

const root = document.getElementById('root');
if (!root) throw new Error('The popup has no root element');
render(<Popup translator={translator} store={store} library={createLibrary(store)} search={search} />, root);
