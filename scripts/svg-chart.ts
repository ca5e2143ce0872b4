export interface Frame {
  readonly title: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Where the middle of the drawing's axes is, for their names. */
  readonly middle: { readonly x: number; readonly y: number };
  readonly left: number;
  readonly axes: { readonly x: string; readonly y: string };
}

/** A chart as an SVG that follows the reader's colour scheme: title and names of the axes around what was drawn. */
export function frameChart(
  { title, width, height, middle, left, axes }: Frame,
  drawn: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="13">
<style>
  svg { background: #fff; color: #222 }
  @media (prefers-color-scheme: dark) { svg { background: #16181d; color: #ddd } }
  text { fill: currentColor }
  .grid { stroke: currentColor; stroke-opacity: 0.15 }
</style>
<text x="${left}" y="24" font-size="16" font-weight="600">${title}</text>
${drawn.join('\n')}
<text x="${middle.x}" y="${height - 11}" text-anchor="middle">${axes.x}</text>
<text transform="translate(16 ${middle.y}) rotate(-90)" text-anchor="middle">${axes.y}</text>
</svg>
`;
}
