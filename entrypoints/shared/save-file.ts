/** Hands a file to the browser, which puts it among the reader's downloads. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to have begun with it; how long that takes, nobody says.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
