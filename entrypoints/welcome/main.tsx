import { render } from 'preact';
import { chooseLocale, readMessages } from '../../lib/locale/locales.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import { markSample } from './mark-sample.ts';
import { Welcome } from './Welcome.tsx';
import './style.css';

const translator = createTranslator(readMessages(chooseLocale(navigator.languages), ['shared', 'welcome']));

const root = document.getElementById('root');
if (!root) throw new Error('The welcome page has no root element');
render(<Welcome translator={translator} />, root);
markSample().catch(console.error);
