/** The element that styles what stands directly in `parent`: itself, or the host of a shadow tree. */
export function hostOf(parent: Node): Element | null {
  if (parent.nodeType === Node.ELEMENT_NODE) return parent as Element;
  return (parent as Partial<ShadowRoot>).host ?? null;
}

/** The element in whose style a node is set, across the edge of a shadow tree. */
export function parentElementOf(node: Node): Element | null {
  return node.parentNode && hostOf(node.parentNode);
}
