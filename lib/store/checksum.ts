/** Code units between those that the sum looks at: reading them all would take as long as grouping does. */
const STRIDE = 61;

/**
 * A 32-bit sum over a text's length and a sample of its code units, to tell whether what was written is
 * what can be read: cut short, mixed up or another text. Not for security.
 */
export function sumOf(text: string): number {
  let sum = 0x811c9dc5 ^ text.length;
  for (let i = 0; i < text.length; i += STRIDE) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
