/** Whether a document is one for reading: no picture, plain text, feed or PDF. */
export function isReadable({ contentType }: Pick<Document, 'contentType'>): boolean {
  return /^(text\/html|application\/xhtml\+xml)$/.test(contentType);
}
