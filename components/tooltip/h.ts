import type { IconNode } from 'lucide';

type Child = Node | string | false | undefined;
type Attributes = Readonly<Record<string, string | boolean | undefined | ((event: Event) => void)>>;

/**
 * Makes an element. Strings become text, never markup; what is undefined or false is left out; functions
 * listen to the event that they are named after (`onclick`).
 *
 * The tooltip has to weigh next to nothing, and draws once what it shows: it has no use for more.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export interface IconOptions {
  /** Edge in CSS pixels. */
  readonly size: number;
  /** What the icon says to a screen reader. Without it the icon is decoration beside a text. */
  readonly label?: string | undefined;
  /** Points along the line of text, so it turns round where that runs from right to left. */
  readonly isDirectional?: boolean | undefined;
}

/** One icon of the Lucide set, in the colour of its text. */
export function icon(node: IconNode, { size, label, isDirectional }: IconOptions): SVGElement {
  const svg = draw('svg', {
    class: isDirectional ? 'icon icon--directional' : 'icon',
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }),
  });
  svg.append(...node.map(([name, attributes]) => draw(name, attributes)));
  return svg;
}

function draw(name: string, attributes: Readonly<Record<string, string | number | undefined>>): SVGElement {
  const element = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
