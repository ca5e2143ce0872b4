import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from './project.ts';

/** What the tooltip is styled with, the tokens first. Nothing else takes a sheet as text. */
export const SHEETS = [
  'shared/tokens.css',
  'shared/badges.css',
  'tooltip/tooltip.css',
  'tooltip/why.css',
  'tooltip/facts.css',
];

const DECLARATION = /(--[\w-]+):\s*([^;{}]+);/g;

/**
 * Writes design tokens out where the tooltip's sheets use them, if that is shorter: in a web page nothing
 * changes them, but for what a media query sets.
 */
export function inlineTokens(): Plugin {
  const read = (sheet: string) => readFileSync(path.join(ROOT, 'components', sheet), 'utf8');
  let inline: ((css: string) => string) | undefined;
  return {
    name: 'factmark:inline-tokens',
    enforce: 'pre',
    transform(code, id) {
      const file = id.replaceAll('\\', '/');
      if (!SHEETS.some((sheet) => file.endsWith(`/components/${sheet}?inline`))) return undefined;
      inline ??= tokenInliner(read('shared/tokens.css'), SHEETS.map(read).join(''));
      return { code: inline(code), map: null };
    },
  };
}

/**
 * @param tokens The sheet that declares them, for pages and then for the shadow tree of a tooltip.
 * @param all All sheets, in which uses are counted.
 * @returns what inlines tokens in one of the sheets.
 */
export function tokenInliner(tokens: string, all: string): (css: string) => string {
  const [steady = '', conditional = ''] = withoutComments(tokens).split(/(?=@media)/, 2);
  const changing = new Set(Array.from(conditional.matchAll(DECLARATION), ([, name]) => name));
  const values = new Map(
    Array.from(
      steady.matchAll(DECLARATION),
      ([, name, value]) => [name!, value!.replace(/\s+/g, ' ')] as const,
    ),
  );
  const isInlined = (name: string, value: string): boolean => {
    const use = `var(${name})`;
    const count = all.split(use).length - 1;
    return !changing.has(name) && (count < 2 || value.length <= use.length);
  };
  const inlined = new Map<string, string>();
  const write = (css: string): string =>
    css
      .replace(/var\((--[\w-]+)\)/g, (use, name) => inlined.get(name) ?? use)
      .replace(/calc\(([\d.]+)px \* ([\d.]+)\)/g, (_, length, factor) => `${length * factor}px`);
  // A token may be made of others: those that it uses come before it.
  for (const [name, value] of values) if (isInlined(name, write(value))) inlined.set(name, write(value));
  return (css) =>
    write(withoutComments(css).replace(DECLARATION, (line, name) => (inlined.has(name) ? '' : line)));
}

function withoutComments(css: string): string {
  return css.replace(/\/\*.*?\*\//gs, '');
}
