import { styleText } from 'node:util';
import { type Progress, showProgress } from '../linking/progress.ts';

type Style = Parameters<typeof styleText>[0];

/** Where a command writes. Tests hand in their own. */
export interface Output {
  /** The answer; may be piped into another program. */
  print(line: string): void;
  /** What only a person needs. */
  note(line: string): void;
  readonly isColored: boolean;
  /** Coloured on a terminal, unless NO_COLOR says otherwise; plain elsewhere. */
  style(style: Style, text: string): string;
  progress(label: string, total: number): Progress;
}

export function createOutput(): Output {
  const style: Output['style'] = (format, text) => styleText(format, text, { stream: process.stdout });
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    isColored: style('bold', 'x') !== 'x',
    style,
    progress: showProgress,
  };
}

/** What the person at the terminal can act on: a file that is not there, options that make no sense. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** "1 fact", "7 facts", "12,000 facts" */
export function count(number: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}
