/** The part of Citation.js that the tests read our output with; the package has no types. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: string | object);
    readonly data: readonly Readonly<Record<string, unknown>>[];
  }
}
declare module '@citation-js/plugin-bibtex';
