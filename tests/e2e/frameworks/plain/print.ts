import { editionOf } from '../story.ts';

const LEAD =
  '<p id="lead">The startup <strong>Nscale</strong> builds data centers for AI, and Soft<em>Bank</em> lends.</p>';

/** The page's own part as HTML. */
export function print(number: number): string {
  const { hasLead, partner, items } = editionOf(number);
  return `<main>
<h1>Money for machines</h1>${hasLead ? LEAD : ''}
<p class="long">Edition ${number}. All eyes are on ${partner} now.</p>
<ul>${items.map(({ id, text }) => `<li id="${id}">${text}</li>`).join('')}</ul>
<button type="button">Next edition</button>
</main>`;
}
