import { render } from 'preact';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFacts } from '../shared/open-facts.ts';
import { openTranslator } from '../shared/open-translator.ts';
import { SettingsPage } from './SettingsPage.tsx';
import './style.css';

const translator = await openTranslator(['shared', 'settings', 'backup', 'problems']);

let opened: Promise<FactStore> | undefined;
const store = () => {
  opened ??= openFacts();
  return opened;
};

const root = document.getElementById('root');
if (!root) throw new Error('The settings page has no root element');
render(<SettingsPage translator={translator} store={store} />, root);
