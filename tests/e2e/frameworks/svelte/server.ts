import { render as renderComponent } from 'svelte/server';
import type { RenderPage } from '../pages.ts';
import App from './App.svelte';

export const render: RenderPage = async () => new Blob([renderComponent(App).body]).stream();
