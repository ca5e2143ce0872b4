/** What a page noticed since before its body began. */
export interface Notes {
  /** Every change to its nodes, in words, open shadow trees included. */
  readonly mutations: readonly string[];
  /** What its scripts wrote to the console, or failed with. */
  readonly complaints: readonly string[];
}

/**
 * Runs first of all scripts of a page: whatever happens to the page's nodes afterwards is written down, as
 * the page's own scripts would see it.
 */
export function record(): void {
  const mutations: string[] = [];
  const complaints: string[] = [];
  const nameOf = (node: Node): string => {
    const root = node.getRootNode();
    const own = node.nodeType === Node.TEXT_NODE ? `"${node.nodeValue}"` : node.nodeName;
    return root instanceof ShadowRoot && node !== root ? `${root.host.localName}/${own}` : own;
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
      const where = `${type} ${nameOf(target)}`;
      if (type === 'attributes') mutations.push(`${where} ${attributeName}`);
      if (type === 'characterData') mutations.push(where);
      // A parser puts in several nodes at once, or one by one, as the answer comes in.
      for (const node of addedNodes) mutations.push(`${where} + ${node.nodeName}`);
      for (const node of removedNodes) mutations.push(`${where} - ${node.nodeName}`);
    }
  });
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(document, everything);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    observer.observe(root, everything);
    return root;
  };
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...words: unknown[]) => complaints.push(words.map(String).join(' '));
  }
  addEventListener('error', ({ message }) => complaints.push(message));
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
  (globalThis as unknown as { notes: Notes }).notes = { mutations, complaints };
}
