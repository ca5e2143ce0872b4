import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SCRATCH } from '../../scripts/setup/project.ts';
import { buildGallery } from '../components/gallery/build-gallery.ts';
import { misplacedInTooltip, tooltipViolations } from '../components/gallery/checks.ts';
import { CONTENT_TYPES } from '../components/gallery/open-gallery.ts';
import { comparePicture, PICTURE_SIZE } from '../components/gallery/pictures.ts';
import { TOOLTIP_STATES } from '../components/gallery/tooltip-states.ts';
import type { Tab } from './drivers/driver.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

/* What tests/components/tooltip-gallery.test.ts asks of Chromium, asked of Firefox. */

describe('in Firefox', () => {
  const scene = setScene('firefox', 'trial', undefined, PICTURE_SIZE);
  let tab: Tab;
  let axe: string;

  beforeAll(async () => {
    const files = await buildGallery();
    scene.server.serve('gallery', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const body = files.get(pathname.replace('/gallery', ''));
      const type = CONTENT_TYPES[pathname.split('.').at(-1) ?? ''];
      response.writeHead(body ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(body);
    });
    axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    // The extension itself stays out: it would mark the gallery's names.
    ({ tab } = await scene.readWithoutExtension('gallery/index.html'));
  });

  it.each(Object.keys(TOOLTIP_STATES))(
    '%s looks as it was found good, is all on the screen and breaks no rule of accessibility',
    async (state) => {
      const address = scene.server.withoutExtensionUrl(`gallery/index.html?state=${state}&theme=light`);
      await tab.goto(address);
      await until(`${state} to be drawn`, () =>
        tab.evaluate(() => {
          const card = document.querySelector('factmark-tooltip')?.shadowRoot?.querySelector('.card');
          for (const animation of card?.getAnimations({ subtree: true }) ?? []) {
            if (animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY)
              animation.cancel();
            else animation.finish();
          }
          return document.documentElement.dataset.isReady === 'true';
        }),
      );
      const file = path.join(SCRATCH, 'picture-in-firefox.png');
      await tab.screenshot(file);
      const name = `${state.replace('tooltip-', '')}.light`;
      const version = await tab.evaluate(() => /Firefox\/(\d+)/.exec(navigator.userAgent)?.[1] ?? '');
      expect(comparePicture('firefox', version, name, readFileSync(file))).toBeUndefined();
      expect(await tab.evaluate(misplacedInTooltip)).toEqual([]);
      await tab.inject(axe);
      expect(await tab.evaluate(tooltipViolations)).toEqual([]);
    },
  );
});
