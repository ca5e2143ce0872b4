import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserFamily } from '../../setup/find-browser.ts';
import { SCRATCH } from '../../setup/project.ts';
import type { AnnotationResult } from './annotation.ts';
import type { FirstMarks } from './first-marks.ts';
import type { GiantResult } from './giants.ts';
import type { HoverTimes } from './hover.ts';
import type { BackgroundMemory, TabMemory } from './memory.ts';
import type { PageSlices } from './slices.ts';
import type { ThemeCost } from './theme.ts';

/** Everything that was measured in browsers. A part that was not measured is missing. */
export interface BrowserResults {
  /** Share of a core that a busy thread got when the last run started, 0..1. */
  readonly coreShare?: number;
  readonly annotation?: readonly AnnotationResult[];
  readonly scriptSlices?: readonly PageSlices[];
  readonly themes?: readonly ThemeCost[];
  readonly giants?: readonly GiantResult[];
  /** With 100,000 names. */
  readonly warm?: Readonly<Partial<Record<BrowserFamily, FirstMarks>>>;
  /** With 1,000,000 names. */
  readonly wake?: Readonly<Partial<Record<BrowserFamily, FirstMarks>>>;
  readonly hover?: Readonly<Partial<Record<BrowserFamily, HoverTimes>>>;
  readonly memory?: readonly MemoryResult[];
}

export interface MemoryResult {
  readonly pack: string;
  readonly tabs: readonly TabMemory[];
  readonly background: BackgroundMemory;
}

/** Where results wait, so that parts can be measured one at a time. */
const FILE = path.join(SCRATCH, 'bench', 'browser.json');

export function readResults(): BrowserResults {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as BrowserResults) : {};
}

/** Replaces the parts that are given and keeps the others. */
export function saveResults(parts: BrowserResults): BrowserResults {
  const results = { ...readResults(), ...parts };
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(results));
  return results;
}
