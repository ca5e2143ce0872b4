import { createElement as h, type ReactNode, Suspense, use, useEffect, useState } from 'react';
import { editionOf, LATE_TEXT } from '../story.ts';

interface AppProps {
  readonly late: Promise<string>;
  /** React has taken over all of the page. */
  onTakenOver?: (() => void) | undefined;
}

/**
 * @param late The text that comes last: on the server it holds back the end of the answer. In the browser
 *   React takes over what is around it first.
 */
export function App({ late, onTakenOver }: AppProps): ReactNode {
  const [number, setNumber] = useState(1);
  const { hasLead, partner, items } = editionOf(number);
  return h(
    'main',
    null,
    h('h1', null, 'Money for machines'),
    hasLead &&
      h(
        'p',
        null,
        'The startup ',
        h('strong', null, 'Nscale'),
        ' builds data centers for AI, and Soft',
        h('em', null, 'Bank'),
        ' lends.',
      ),
    // React parts adjacent texts by comments.
    h(
      'p',
      { className: hasLead ? 'long' : 'short' },
      'Edition ',
      number,
      '. All eyes are on ',
      partner,
      ' now.',
    ),
    h('ul', null, ...items.map(({ id, text }) => h('li', { key: id }, text))),
    h(Suspense, { fallback: h('p', null, 'Loading') }, h(Late, { late, onTakenOver, isShown: number > 1 })),
    h('button', { type: 'button', onClick: () => setNumber(number + 1) }, 'Next edition'),
  );
}

/** Streamed from the server as a promise that is kept late; its text shows from the second edition on. */
function Late({ late, onTakenOver, isShown }: AppProps & { isShown: boolean }): ReactNode {
  useEffect(() => onTakenOver?.(), [onTakenOver]);
  return h('p', null, isShown ? LATE_TEXT : use(late));
}
