import { render } from 'preact';
import { createLibrary } from '../../lib/services/library.ts';
import { openForSearch } from '../shared/open-for-search.ts';
import { openTranslator } from '../shared/open-translator.ts';
import { SidePanel } from './SidePanel.tsx';
import './style.css';

// Before anything else: what a search reads comes from the disk while the page takes shape.
const { store, search } = openForSearch();
const translator = await openTranslator(['shared', 'dossier', 'popup', 'sidepanel']);

const root = document.getElementById('root');
if (!root) throw new Error('The side panel has no root element');
render(
  <SidePanel translator={translator} store={store} library={createLibrary(store)} search={search} />,
  root,
);
