import { render } from 'preact';
import { drawInLanguage } from '../shared/draw-in-language.ts';
import { markSample } from './mark-sample.ts';
import { Welcome } from './Welcome.tsx';
import './style.css';

const root = document.getElementById('root');
if (!root) throw new Error('The welcome page has no root element');
await drawInLanguage(['shared', 'welcome'], (translator) =>
  render(<Welcome translator={translator} />, root),
);
markSample().catch(console.error);
