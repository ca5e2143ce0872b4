import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { CslItem } from './csl.ts';

/*
 * What reference managers read, as Citation.js writes it. Loaded when such a format is first asked for: the
 * library is larger than the panel.
 */

// Kept to ASCII, the library leaves out every letter of Japanese or Russian; otherwise it lets a text's braces
// and backslashes through. So texts are escaped here, and it takes them and the keys as they are.
const { format: options } = plugins.config.get('@bibtex');
Object.assign(options, { asciiOnly: false, checkLabel: false, useIdAsLabel: true });

/**
 * Sources as BibTeX, which every program reads, or as BibLaTeX, which knows web pages and days. In UTF-8.
 *
 * @param items From `toCslItems`: their ids become keys.
 */
export function writeBibliography(items: readonly CslItem[], format: 'bibtex' | 'biblatex'): string {
  return endOnce(plugins.output.format(format, items.map(forTex)));
}

/** Sources as CSL-JSON 1.0.2. */
export function writeCslJson(items: readonly CslItem[]): string {
  return endOnce(plugins.output.format('data', items));
}

function forTex(item: CslItem): object {
  const { title, URL: url, publisher, 'container-title': site, archive_location: archive, ...plain } = item;
  // The styles know nobody but a publisher for what stands on a site.
  const publishedBy = publisher ?? site;
  return {
    ...plain,
    title: escapeTex(title),
    ...(publishedBy !== undefined && { publisher: escapeTex(publishedBy) }),
    ...(url !== undefined && { URL: escapeUrl(url) }),
    ...(archive !== undefined && { note: `Archived at \\url{${escapeUrl(archive)}}` }),
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  // The library would take “<i>” in a title for italics.
  '<': '\\textless{}',
  '>': '\\textgreater{}',
};

/** A pack's text must not become a command of the reader's document. */
function escapeTex(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\{}$&#%_~^<>]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Addresses stand as they are but for what would end the field early. */
function escapeUrl(url: string): string {
  return url.replace(/[{}\\\s]/g, (sign) => encodeURIComponent(sign));
}

function endOnce(text: string): string {
  return `${text.trimEnd()}\n`;
}
