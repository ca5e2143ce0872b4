import { render } from 'preact';
import { openTranslator } from '../shared/open-translator.ts';
import { markSample } from './mark-sample.ts';
import { Welcome } from './Welcome.tsx';
import './style.css';

const translator = await openTranslator(['shared', 'welcome']);

const root = document.getElementById('root');
if (!root) throw new Error('The welcome page has no root element');
render(<Welcome translator={translator} />, root);
markSample().catch(console.error);
