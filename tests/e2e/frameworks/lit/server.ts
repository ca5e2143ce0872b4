import type { RenderPage } from '../pages.ts';

/** The lead stands in the document, in a slot; the rest is drawn in the browser, in shadow trees within each other. */
export const render: RenderPage = async () =>
  new Blob([
    '<news-story><p>The startup <strong>Nscale</strong> builds data centers for AI, and Soft<em>Bank</em> lends.</p></news-story>',
  ]).stream();
