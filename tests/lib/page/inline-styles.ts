/**
 * happy-dom gives block elements the browsers' own styles, and inline ones none. This adds what the
 * browsers say of those.
 */
export function addInlineStyles(document: Document): void {
  const style = document.createElement('style');
  style.textContent = 'a, b, em, i, mark, s, span, strong, u, app-note { display: inline }';
  document.head.append(style);
}
