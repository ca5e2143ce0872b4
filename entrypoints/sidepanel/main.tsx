import { render } from 'preact';
import { chooseLocale, readMessages } from '../../lib/locale/locales.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import { createLibrary } from '../../lib/services/library.ts';
import { openForSearch } from '../shared/open-for-search.ts';
import { SidePanel } from './SidePanel.tsx';
import './style.css';

const translator = createTranslator(
  readMessages(chooseLocale(navigator.languages), ['shared', 'dossier', 'popup', 'sidepanel']),
);
const { store, search } = openForSearch();

const root = document.getElementById('root');
if (!root) throw new Error('The side panel has no root element');
render(
  <SidePanel translator={translator} store={store} library={createLibrary(store)} search={search} />,
  root,
);
