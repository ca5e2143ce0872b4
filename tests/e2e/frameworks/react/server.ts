import { createElement } from 'react';
import { renderToReadableStream } from 'react-dom/server.edge';
import type { RenderPage } from '../pages.ts';
import { EARLY_TEXT } from '../story.ts';
import { App } from './app.ts';

/** Streams: what has to wait comes at the end, with a script that puts it in its place. */
export const render: RenderPage = (rest) =>
  renderToReadableStream(createElement(App, { late: rest.then(() => EARLY_TEXT) }));
