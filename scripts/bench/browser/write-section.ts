import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Section } from './report.ts';

/** Replaces the section of that title in a Markdown file, or adds it at the end; makes the file if there is none. */
export function writeSection(file: string, section: Section): void {
  writeFileSync(file, putSection(existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n', section));
}

/** @param document Markdown whose sections have headings of level 2. */
export function putSection(document: string, { title, body }: Section): string {
  const heading = `## ${title}`;
  const text = `${heading}\n\n${body}\n`;
  const parts = document.split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.split('\n', 1)[0] === heading);
  if (at < 0) return `${document.trimEnd()}\n\n${text}`;
  const isLast = at === parts.length - 1;
  return parts.with(at, isLast ? text : `${text}\n`).join('');
}
