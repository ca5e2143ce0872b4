import { frameChart } from '../../svg-chart.ts';

/** Speed over the number of names, both axes logarithmic, as an SVG that follows the reader's colour scheme. */
export interface Line {
  readonly label: string;
  readonly color: string;
  readonly isDashed: boolean;
  /** Characters per second at each number of names. */
  readonly points: readonly { readonly names: number; readonly speed: number }[];
}

const WIDTH = 760;
const HEIGHT = 440;
const MARGIN = { left: 72, right: 250, top: 48, bottom: 52 };
const LABEL_HEIGHT = 17;

export function drawChart(title: string, lines: readonly Line[]): string {
  const names = lines.flatMap(({ points }) => points.map((point) => Math.log10(point.names)));
  const speeds = lines.flatMap(({ points }) => points.map((point) => Math.log10(point.speed)));
  const x = scale(Math.min(...names), Math.max(...names), MARGIN.left, WIDTH - MARGIN.right);
  const y = scale(
    Math.floor(Math.min(...speeds)),
    Math.ceil(Math.max(...speeds)),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const middle = { x: (MARGIN.left + WIDTH - MARGIN.right) / 2, y: HEIGHT / 2 };
  const axes = { x: 'names', y: 'characters per second' };
  return frameChart({ title, width: WIDTH, height: HEIGHT, middle, left: MARGIN.left, axes }, [
    drawGrid(names, speeds, x, y),
    ...lines.map((line) => drawLine(line, x, y)),
    drawLabels(lines, y),
  ]);
}

type Scale = (value: number) => number;

function scale(from: number, to: number, first: number, last: number): Scale {
  return (value) => Math.round(first + ((value - from) / (to - from || 1)) * (last - first));
}

function drawGrid(names: readonly number[], speeds: readonly number[], x: Scale, y: Scale): string {
  const decades = [];
  for (let decade = Math.floor(Math.min(...speeds)); decade <= Math.ceil(Math.max(...speeds)); decade++) {
    decades.push(
      `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(decade)}" y2="${y(decade)}"/>`,
      `<text x="${MARGIN.left - 8}" y="${y(decade) + 4}" text-anchor="end">${short(10 ** decade)}</text>`,
    );
  }
  const sizes = [...new Set(names)].map(
    (size) =>
      `<text x="${x(size)}" y="${HEIGHT - MARGIN.bottom + 20}" text-anchor="middle">${short(10 ** size)}</text>`,
  );
  return [...decades, ...sizes].join('\n');
}

function drawLine({ points, color, isDashed }: Line, x: Scale, y: Scale): string {
  const at = points.map(({ names, speed }) => [x(Math.log10(names)), y(Math.log10(speed))] as const);
  const dash = isDashed ? ' stroke-dasharray="5 4"' : '';
  const dots = at.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${color}"/>`).join('');
  return `<polyline points="${at.join(' ')}" fill="none" stroke="${color}" stroke-width="2"${dash}/>${dots}`;
}

/** Labels beside the chart, each near the end of its line, none over another. */
function drawLabels(lines: readonly Line[], y: Scale): string {
  const wanted = lines
    .filter(({ points }) => points.length > 0)
    .map((line) => ({ line, at: y(Math.log10(line.points.at(-1)?.speed ?? 1)) }))
    .sort((a, b) => a.at - b.at);
  let free = MARGIN.top;
  return wanted
    .map(({ line, at }) => {
      const place = Math.max(at + 4, free);
      free = place + LABEL_HEIGHT;
      return `<text x="${WIDTH - MARGIN.right + 12}" y="${place}"><tspan fill="${line.color}">■</tspan> ${line.label}</text>`;
    })
    .join('\n');
}

function short(value: number): string {
  if (value >= 1e9) return `${value / 1e9}G`;
  if (value >= 1e6) return `${Math.round(value / 1e6)}M`;
  return value >= 1e3 ? `${Math.round(value / 1e3)}k` : String(Math.round(value));
}
