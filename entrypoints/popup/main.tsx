import { render } from 'preact';
import { createLibrary } from '../../lib/services/library.ts';
import { openForSearch } from '../shared/open-for-search.ts';
import { openTranslator } from '../shared/open-translator.ts';
import { Popup } from './Popup.tsx';
import './style.css';

// Before anything else: what a search reads comes from the disk while the page takes shape.
const { store, search } = openForSearch();
const translator = await openTranslator(['shared', 'dossier', 'popup']);

const root = document.getElementById('root');
if (!root) throw new Error('The popup has no root element');
render(<Popup translator={translator} store={store} library={createLibrary(store)} search={search} />, root);
