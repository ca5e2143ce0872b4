import { frameChart } from '../svg-chart.ts';

/** A precision–recall curve as a picture, drawn by hand: a chart library would be larger than the report. */
export interface CurvePoint {
  readonly recall: number;
  readonly precision: number;
}

export interface Curve {
  readonly label: string;
  readonly color: string;
  readonly isDashed: boolean;
  readonly points: readonly CurvePoint[];
}

export interface Mark extends CurvePoint {
  readonly label: string;
}

const WIDTH = 720;
const HEIGHT = 480;
const MARGIN = { left: 64, right: 24, top: 48, bottom: 56 };
/** The part of the unit square that is shown. */
const FROM = { recall: 0.3, precision: 0.6 };
const TO = { recall: 0.9, precision: 1 };
const STEP = 0.1;

export function drawCurves(title: string, curves: readonly Curve[], marks: readonly Mark[]): string {
  const middle = { x: x((FROM.recall + TO.recall) / 2), y: y((FROM.precision + TO.precision) / 2) };
  const axes = { x: 'recall', y: 'precision' };
  return frameChart({ title, width: WIDTH, height: HEIGHT, middle, left: MARGIN.left, axes }, [
    grid(),
    ...curves.map(drawCurve),
    ...marks.map(drawMark),
    ...curves.map(drawLegend),
  ]);
}

function x(recall: number): number {
  const share = (recall - FROM.recall) / (TO.recall - FROM.recall);
  return round(MARGIN.left + share * (WIDTH - MARGIN.left - MARGIN.right));
}
function y(precision: number): number {
  const share = (precision - FROM.precision) / (TO.precision - FROM.precision);
  return round(HEIGHT - MARGIN.bottom - share * (HEIGHT - MARGIN.top - MARGIN.bottom));
}
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function grid(): string {
  const lines: string[] = [];
  for (let at = FROM.recall; at <= TO.recall + STEP / 2; at += STEP) {
    lines.push(
      `<path class="grid" d="M${x(at)} ${y(FROM.precision)}V${y(TO.precision)}"/>`,
      `<text x="${x(at)}" y="${y(FROM.precision) + 20}" text-anchor="middle">${at.toFixed(1)}</text>`,
    );
  }
  for (let at = FROM.precision; at <= TO.precision + STEP / 2; at += STEP) {
    lines.push(
      `<path class="grid" d="M${x(FROM.recall)} ${y(at)}H${x(TO.recall)}"/>`,
      `<text x="${x(FROM.recall) - 8}" y="${y(at) + 4}" text-anchor="end">${at.toFixed(1)}</text>`,
    );
  }
  return lines.join('\n');
}

function drawCurve({ points, color, isDashed }: Curve): string {
  const visible = points.filter(
    ({ recall, precision }) => recall >= FROM.recall && recall <= TO.recall && precision >= FROM.precision,
  );
  const path = visible.map(
    ({ recall, precision }, at) => `${at === 0 ? 'M' : 'L'}${x(recall)} ${y(precision)}`,
  );
  const dash = isDashed ? ' stroke-dasharray="5 4"' : '';
  return `<path d="${path.join('')}" fill="none" stroke="${color}" stroke-width="2"${dash}/>`;
}

function drawMark({ recall, precision, label }: Mark): string {
  return `<circle cx="${x(recall)}" cy="${y(precision)}" r="4" fill="currentColor"/><text x="${x(recall) + 8}" y="${y(precision) - 6}">${label}</text>`;
}

function drawLegend({ label, color, isDashed }: Curve, index: number): string {
  const top = HEIGHT - MARGIN.bottom - 16 - index * 20;
  const dash = isDashed ? ' stroke-dasharray="5 4"' : '';
  return `<path d="M${MARGIN.left + 12} ${top}h28" stroke="${color}" stroke-width="2"${dash}/><text x="${MARGIN.left + 48}" y="${top + 4}">${label}</text>`;
}
