import { createSSRApp } from 'vue';
import { renderToWebStream } from 'vue/server-renderer';
import type { RenderPage } from '../pages.ts';
import { App } from './app.ts';

export const render: RenderPage = async () => renderToWebStream(createSSRApp(App));
