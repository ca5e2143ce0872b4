/*
 * What fuzzed pages are made of, and what makes them: it runs in tests and, bundled, in browsers.
 */

export type FuzzedNode =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'element';
      readonly tag: string;
      readonly attributes: readonly (readonly [string, string])[];
      readonly isHost: boolean;
      readonly children: readonly FuzzedNode[];
    };

/** What a script does, to places chosen by number (modulo what there is). */
export type FuzzedStep =
  | { readonly kind: 'insert'; readonly at: number; readonly before: number; readonly node: FuzzedNode }
  | { readonly kind: 'remove' | 'unwrap' | 'normalize' | 'empty'; readonly at: number }
  | { readonly kind: 'move'; readonly at: number; readonly to: number }
  | { readonly kind: 'write'; readonly at: number; readonly text: string }
  | { readonly kind: 'split'; readonly at: number; readonly offset: number }
  | { readonly kind: 'attribute'; readonly at: number; readonly name: string; readonly value: string }
  | { readonly kind: 'pause' };

export interface FuzzedPage {
  readonly body: readonly FuzzedNode[];
  readonly steps: readonly FuzzedStep[];
}

/** Builds the nodes in a document. */
export function buildNodes(document: Document, nodes: readonly FuzzedNode[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const one of nodes) fragment.append(buildNode(document, one));
  return fragment;
}

function buildNode(document: Document, one: FuzzedNode): Node {
  if (one.kind === 'text') return document.createTextNode(one.text);
  const element = document.createElement(one.tag);
  for (const [name, value] of one.attributes) element.setAttribute(name, value);
  // What a browser would run is no page of ours, but a script of chance.
  if (one.tag === 'script') element.setAttribute('type', 'text/plain');
  const children = buildNodes(document, one.children);
  if (one.isHost && one.tag.includes('-')) element.attachShadow({ mode: 'open' }).append(children);
  else element.append(children);
  return element;
}

/** Does what a page's script would; steps that make no sense where they land do nothing. */
export function takeStep(document: Document, one: FuzzedStep): void {
  if (one.kind === 'pause') return;
  const elements = [document.body, ...document.body.querySelectorAll('*')];
  const element = elements[one.at % elements.length]!;
  const child = element.childNodes[one.at % Math.max(1, element.childNodes.length)];
  switch (one.kind) {
    case 'insert':
      element.insertBefore(
        buildNodes(document, [one.node]),
        element.childNodes[one.before % (element.childNodes.length + 1)] ?? null,
      );
      break;
    case 'remove':
      child?.remove();
      break;
    case 'unwrap':
      if (element !== document.body) element.replaceWith(...element.childNodes);
      break;
    case 'normalize':
      element.normalize();
      break;
    case 'empty':
      if (element !== document.body) element.replaceChildren();
      break;
    case 'move': {
      const target = elements[one.to % elements.length]!;
      if (child && !child.contains(target)) target.append(child);
      break;
    }
    case 'write':
      if (child?.nodeType === Node.TEXT_NODE) (child as Text).data = one.text;
      break;
    case 'split':
      if (child?.nodeType === Node.TEXT_NODE && one.offset <= (child as Text).length)
        (child as Text).splitText(one.offset);
      break;
    case 'attribute':
      if (element !== document.body) element.setAttribute(one.name, one.value);
      break;
  }
}
