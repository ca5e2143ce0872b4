import { createSSRApp } from 'vue';
import { ROOT_ID, setStage } from '../story.ts';
import { App } from './app.ts';

setStage({
  takeOver() {
    createSSRApp(App).mount(`#${ROOT_ID}`);
  },
});
