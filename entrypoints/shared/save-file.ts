/** The browser has to have begun with a file by then; how long that takes, nobody says. Milliseconds. */
export const SAVED_MS = 60_000;

/** Hands a file to the browser, which puts it among the reader's downloads. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED_MS);
}
