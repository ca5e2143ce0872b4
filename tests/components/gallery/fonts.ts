import '@fontsource/kosugi/400.css';
import '@fontsource/noto-sans/latin-400.css';
import '@fontsource/noto-sans/latin-500.css';
import '@fontsource/noto-sans/latin-600.css';
import '@fontsource/noto-sans-arabic/arabic-400.css';
import '@fontsource/noto-sans-arabic/arabic-600.css';
import '@fontsource/noto-serif/latin-400-italic.css';
import '@fontsource/noto-serif/latin-600.css';

/*
 * The gallery brings its fonts along, so that its pictures are the same wherever they are taken: readers see
 * the fonts of their own systems.
 */

const OTHER_SCRIPTS = '"Noto Sans Arabic", "Kosugi", sans-serif';

/** Families in place of those that the tokens name; and no scroll bars, which come and go as systems like. */
export const GALLERY_LOOK = `
* { scrollbar-width: none !important }
:root, :host {
  --sans: "Noto Sans", ${OTHER_SCRIPTS} !important;
  --serif: "Noto Serif", ${OTHER_SCRIPTS} !important;
}`;

const FACES = [
  ...['400', '500', '600'].map((weight) => `${weight} 1em "Noto Sans"`),
  ...['400', '600'].map((weight) => `${weight} 1em "Noto Sans Arabic"`),
  ...['600', 'italic 400'].map((style) => `${style} 1em "Noto Serif"`),
  '400 1em "Kosugi"',
];

/** Waits for whatever a text is set in: a font that comes late moves what was placed before. */
export async function loadFontsFor(text: string): Promise<void> {
  await Promise.all(FACES.map((face) => document.fonts.load(face, `${text}Aa`)));
}
