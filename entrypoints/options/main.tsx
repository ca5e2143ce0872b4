import { render } from 'preact';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { drawInLanguage } from '../shared/draw-in-language.ts';
import { openFacts } from '../shared/open-facts.ts';
import { SettingsPage } from './SettingsPage.tsx';
import './style.css';

let opened: Promise<FactStore> | undefined;
const store = () => {
  opened ??= openFacts();
  return opened;
};

const root = document.getElementById('root');
if (!root) throw new Error('The settings page has no root element');
await drawInLanguage(['shared', 'settings', 'backup', 'problems'], (translator) =>
  render(<SettingsPage translator={translator} store={store} />, root),
);
