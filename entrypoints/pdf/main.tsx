import { render } from 'preact';
import { browser } from 'wxt/browser';
import { readViewerRequest } from '../../lib/extension/requests.ts';
import { isFromBackground } from '../../lib/extension/senders.ts';
import contentScript from '../content-script/index.ts';
import { drawInLanguage } from '../shared/draw-in-language.ts';
import tooltip from '../tooltip.ts';
import { Viewer } from './Viewer.tsx';
import './style.css';

/*
 * The viewer is a page of ours that is read like any other: the same script marks it. Into a page of the
 * extension the background can inject nothing, so the tooltip's script is here already and starts when
 * the background says so.
 */
browser.runtime.onMessage.addListener((message: unknown, sender) => {
  if (isFromBackground(sender) && readViewerRequest(message)) tooltip.main();
});
contentScript.main();

const root = document.getElementById('root');
if (!root) throw new Error('The viewer has no root element');
const address = new URLSearchParams(location.search).get('url') ?? undefined;
await drawInLanguage(['shared', 'viewer'], (translator) =>
  render(<Viewer translator={translator} address={address} />, root),
);
