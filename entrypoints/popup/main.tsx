import { render } from 'preact';
import { createLibrary } from '../../lib/services/library.ts';
import { drawInLanguage } from '../shared/draw-in-language.ts';
import { openForSearch } from '../shared/open-for-search.ts';
import { Popup } from './Popup.tsx';
import './style.css';

// Before anything else: what a search reads comes from the disk while the page takes shape.
const { store, search } = openForSearch();
const library = createLibrary(store);

const root = document.getElementById('root');
if (!root) throw new Error('The popup has no root element');
await drawInLanguage(['shared', 'dossier', 'popup'], (translator) =>
  render(<Popup translator={translator} store={store} library={library} search={search} />, root),
);
