/** A text as it is shown where the page leaves it to the browser to break its lines. */
export function inOneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
