declare global {
  /** In a page into which a test has put axe-core. */
  var axe: typeof import('axe-core');
}

export {};
