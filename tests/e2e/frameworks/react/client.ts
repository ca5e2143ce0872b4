import { createElement, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { EARLY_TEXT, later, ROOT_ID, setStage } from '../story.ts';
import { App } from './app.ts';

setStage({
  takeOver: () =>
    new Promise<void>((onTakenOver) =>
      startTransition(() => {
        const late = later(EARLY_TEXT);
        hydrateRoot(document.getElementById(ROOT_ID)!, createElement(App, { late, onTakenOver }));
      }),
    ),
});
