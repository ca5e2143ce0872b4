/**
 * A table in Markdown.
 *
 * @param rules How each column is aligned, `---` or `---:`; by default the first one holds words, the others numbers.
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rules: readonly string[] = head.map((_, column) => (column === 0 ? '---' : '---:')),
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(rules), ...rows.map(line)].join('\n');
}
