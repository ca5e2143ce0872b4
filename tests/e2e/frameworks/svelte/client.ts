import { hydrate } from 'svelte';
import { ROOT_ID, setStage } from '../story.ts';
import App from './App.svelte';

setStage({
  takeOver() {
    hydrate(App, { target: document.getElementById(ROOT_ID)! });
  },
});
