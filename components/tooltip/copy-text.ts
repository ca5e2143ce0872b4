/**
 * Copies a text, in answer to a click.
 *
 * @returns false where the page's policy or the browser does not allow it.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without TLS have no clipboard object, and frames may be denied it; the older way serves both.
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  let isCopied = false;
  const fill = (event: ClipboardEvent) => {
    if (!event.isTrusted) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    // The page's own handlers would read, or replace, what is being copied.
    event.stopImmediatePropagation();
    isCopied = true;
  };
  window.addEventListener('copy', fill, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    window.removeEventListener('copy', fill, { capture: true });
  }
  return isCopied;
}
