/**
 * One matcher in a thread of its own, so that none shares its compiler's assumptions, its memory or its
 * garbage with another. Measures only when asked, while the others wait.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { type Compiled, MATCHERS, type Scan } from './matchers.ts';
import { type BenchText, type Material, readEntities, readTexts, type Size } from './material.ts';

export interface WorkerTask {
  readonly material: Material;
  readonly label: string;
  readonly size: Size;
}

export type WorkerRequest =
  /** Scans for so long that the code is compiled, then finds how much text fits into a round. */
  | { readonly type: 'warm-up' }
  | { readonly type: 'round' }
  /** Scans texts of these lengths, in code units, made of all texts one after the other. */
  | { readonly type: 'lengths'; readonly lengths: readonly number[] };

export type WorkerReply =
  | {
      readonly type: 'ready';
      readonly buildMs: number;
      /** Bytes that the matcher holds, after garbage was collected. */
      readonly heldBytes: number;
      readonly compiled?: Compiled | undefined;
    }
  | { readonly type: 'warm'; readonly characters: number; readonly found: number }
  /** CPU time of the thread for all texts once, in milliseconds. */
  | { readonly type: 'round'; readonly ms: number }
  | { readonly type: 'lengths'; readonly nanosecondsPerCharacter: readonly number[] };

const WARM_UP_MS = 2_500;
/** The clock of a thread may move by 4 ms at a time; a fast matcher scans all texts until this is little. */
const SHORTEST_ROUND_MS = 200;
/** A matcher that needs longer for all texts gets every second, every fourth … of them. */
const LONGEST_ROUND_MS = 1_000;

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const { material, label, size } = workerData as WorkerTask;
const matcher = MATCHERS.find((one) => one.label === label);
if (!matcher || !parentPort) throw new Error(`${label} is no matcher, or this is no worker`);
const port = parentPort;
const reply = (message: WorkerReply) => port.postMessage(message);

let texts = readTexts(material);
/** How often a round scans all texts. */
let repetitions = 1;
let entities = matcher.needsNames ? readEntities(material, size) : [];
const before = heldBytes();
let compiled: Compiled | undefined;
const start = cpuMs();
const scan = await matcher.build(entities, (report) => {
  compiled = report;
});
const buildMs = cpuMs() - start;
const after = heldBytes();
entities = [];
reply({ type: 'ready', buildMs, heldBytes: Math.max(0, after - before), ...(compiled ? { compiled } : {}) });

port.on('message', (request: WorkerRequest) => {
  switch (request.type) {
    case 'warm-up': {
      texts = warmUp(scan, texts);
      repetitions = countRepetitions(scan, texts);
      const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
      reply({ type: 'warm', characters, found: scanAll(scan, texts) });
      break;
    }
    case 'round': {
      const roundStart = cpuMs();
      for (let repetition = 0; repetition < repetitions; repetition++) scanAll(scan, texts);
      reply({ type: 'round', ms: (cpuMs() - roundStart) / repetitions });
      break;
    }
    case 'lengths':
      reply({
        type: 'lengths',
        nanosecondsPerCharacter: request.lengths.map((length) => timeLength(scan, length)),
      });
  }
});

function scanAll(scanOne: Scan, all: readonly BenchText[]): number {
  let found = 0;
  for (const text of all) found += scanOne(text);
  return found;
}

function warmUp(scanOne: Scan, all: readonly BenchText[]): BenchText[] {
  let chosen = [...all];
  const end = cpuMs() + WARM_UP_MS;
  for (;;) {
    const passStart = cpuMs();
    let done = 0;
    while (done < chosen.length && cpuMs() - passStart < 2 * LONGEST_ROUND_MS) {
      for (const last = Math.min(done + 64, chosen.length); done < last; done++)
        scanOne(chosen[done] as BenchText);
    }
    if (done < chosen.length || cpuMs() - passStart > LONGEST_ROUND_MS) {
      chosen = chosen.filter((_, index) => index % 2 === 0);
    } else if (cpuMs() >= end) return chosen;
  }
}

function countRepetitions(scanOne: Scan, all: readonly BenchText[]): number {
  const start = cpuMs();
  let count = 0;
  while (cpuMs() - start < SHORTEST_ROUND_MS) {
    scanAll(scanOne, all);
    count++;
  }
  return count;
}

/** Median nanoseconds per character of one text of a length; enough repetitions to be seen by the clock. */
function timeLength(scanOne: Scan, length: number): number {
  const all = readTexts(material)
    .map(({ text }) => text)
    .join(' ');
  // Copied, so that it is one piece of memory, as a page's text is.
  const text = Buffer.from(all.slice(0, length)).toString();
  const repetitions = Math.max(1, Math.round(8_000_000 / length));
  const times = Array.from({ length: 9 }, () => {
    const lengthStart = cpuMs();
    for (let repetition = 0; repetition < repetitions; repetition++) scanOne({ text, language: 'en' });
    return ((cpuMs() - lengthStart) * 1e6) / repetitions / text.length;
  }).sort((a, b) => a - b);
  return times[4] as number;
}
