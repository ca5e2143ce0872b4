/** The part of Citation.js that we use; the package has no types. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: string | object);
    readonly data: readonly Readonly<Record<string, unknown>>[];
  }
  export const plugins: {
    readonly config: { get(plugin: '@bibtex'): { readonly format: Record<string, boolean> } };
    readonly output: { format(name: 'bibtex' | 'biblatex' | 'data', items: readonly object[]): string };
  };
}
declare module '@citation-js/plugin-bibtex';
