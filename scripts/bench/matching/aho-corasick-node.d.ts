/** The package has no types of its own. */
declare module 'aho-corasick-node' {
  interface AhoCorasick {
    match(text: string): string[];
  }
  interface Builder {
    add(keyword: string): void;
    build(): AhoCorasick;
  }
  const ahoCorasick: { builder(): Builder };
  export default ahoCorasick;
}
