import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHEETS, tokenInliner } from '../../../scripts/setup/inline-tokens.ts';

const TOKENS = `
:root, :host { --rem: 1rem; --gap: 4px; --text: calc(var(--rem) * 0.75); --ink: light-dark(#1b1d1c, #eeece6); --swift: 9ms; }
:host { --rem: 16px; }
@media (prefers-reduced-motion: reduce) { :host { --swift: 0s; } }
`;

describe('tokenInliner', () => {
  const inline = (css: string) => tokenInliner(TOKENS, TOKENS + css)(css);

  it.each([
    [
      'what is shorter than its name',
      'p{margin:var(--gap)}b{margin:var(--gap)}',
      'p{margin:4px}b{margin:4px}',
    ],
    ['what is used once', 'p{color:var(--ink)}', 'p{color:light-dark(#1b1d1c, #eeece6)}'],
    ['sizes as pixels, which the page’s own cannot change', 'p{font-size:var(--text)}', 'p{font-size:12px}'],
  ])('writes out %s', (_what, css, expected) => {
    expect(inline(css)).toBe(expected);
  });

  it.each([
    ['what is longer and used twice', 'p{color:var(--ink)}b{color:var(--ink)}'],
    ['what a media query changes', 'p{transition:var(--swift)}'],
    ['what is no token', 'p{translate:0 var(--rise,4px)}'],
  ])('leaves %s', (_what, css) => {
    expect(inline(css)).toBe(css);
  });

  it('leaves no use in the tooltip’s own sheets without a declaration', () => {
    const sheets = SHEETS.map((sheet) =>
      readFileSync(path.resolve(import.meta.dirname, '../../../components', sheet), 'utf8'),
    );
    const css = sheets.map(tokenInliner(sheets[0]!, sheets.join(''))).join('');
    const declared = new Set(Array.from(css.matchAll(/(--[\w-]+)\s*:/g), ([, name]) => name));
    const used = new Set(Array.from(css.matchAll(/var\((--[\w-]+)\)/g), ([, name]) => name));
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((name) => !declared.has(name))).toEqual([]);
  });
});
