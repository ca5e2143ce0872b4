import { render } from 'preact';
import { createLibrary } from '../../lib/services/library.ts';
import { drawInLanguage } from '../shared/draw-in-language.ts';
import { openForSearch } from '../shared/open-for-search.ts';
import { SidePanel } from './SidePanel.tsx';
import './style.css';

// Before anything else: what a search reads comes from the disk while the page takes shape.
const { store, search } = openForSearch();
const library = createLibrary(store);

const root = document.getElementById('root');
if (!root) throw new Error('The side panel has no root element');
await drawInLanguage(['shared', 'dossier', 'popup', 'sidepanel'], (translator) =>
  render(<SidePanel translator={translator} store={store} library={library} search={search} />, root),
);
