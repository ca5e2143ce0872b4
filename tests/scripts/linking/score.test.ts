import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { GoldDocument, GoldMention, Trap } from '../../../scripts/linking/corpus.ts';
import {
  addTally,
  emptyTally,
  linkingScore,
  type Prediction,
  scoreDocument,
  scoreTraps,
  showDigits,
  spottingScore,
  type Tally,
  trapScore,
} from '../../../scripts/linking/score.ts';

/** Where the corpus lies on machines that have it; the scorer of record is in it. */
const SCORER = path.resolve(process.env.FACTMARK_CORPUS ?? '../shared/corpus', 'score.py');

const mention = (start: number, end: number, more: Partial<GoldMention> = {}): GoldMention => ({
  start,
  end,
  surface: 'x'.repeat(end - start),
  entity_id: `e${start}`,
  nil: false,
  named: true,
  ...more,
});

const document = (
  dataset: string,
  id: string,
  mentions: GoldMention[],
  more: Partial<GoldDocument> = {},
): GoldDocument => ({
  dataset,
  doc_id: id,
  lang: 'en',
  text: 'x'.repeat(100),
  mentions,
  ...more,
});

/** One document for each rule of scoring, with what is predicted in it. */
const CASES: readonly { rule: string; gold: GoldDocument; predictions: readonly Prediction[] }[] = [
  {
    rule: 'right spans and entities, a wrong entity, a miss, and a mark where nothing is',
    gold: document('msnbc', '1', [mention(0, 5), mention(10, 15), mention(20, 25)]),
    predictions: [
      { start: 0, end: 5, entityId: 'e0' },
      { start: 10, end: 15, entityId: 'other' },
      { start: 40, end: 45, entityId: 'e40' },
    ],
  },
  {
    rule: 'nothing outside the annotated part',
    gold: document('msnbc', '2', [mention(0, 5), mention(60, 65)], { eval_span: [0, 50] }),
    predictions: [
      { start: 0, end: 5, entityId: 'e0' },
      { start: 60, end: 65, entityId: 'e60' },
      { start: 70, end: 75, entityId: 'e70' },
    ],
  },
  {
    rule: 'optional and unnamed gold neither right nor wrong',
    gold: document('kore50', '3', [
      mention(0, 5, { optional: true }),
      mention(10, 15, { named: false }),
      mention(20, 25),
    ]),
    predictions: [
      { start: 0, end: 5, entityId: 'e0' },
      { start: 10, end: 15, entityId: 'e10' },
    ],
  },
  {
    rule: 'a name without an entity right for spotting, wrong for linking, and no miss',
    gold: document('kore50', '4', [
      mention(0, 5, { nil: true, entity_id: null }),
      mention(10, 15, { nil: true, entity_id: null }),
    ]),
    predictions: [{ start: 0, end: 5, entityId: 'e0' }],
  },
  {
    rule: 'nested gold right when marked, and no miss',
    gold: document('tweeki', '5', [
      mention(0, 20),
      mention(5, 10, { parent: 0 }),
      mention(30, 35, { parent: 0 }),
    ]),
    predictions: [{ start: 5, end: 10, entityId: 'e5' }],
  },
  {
    rule: 'marks that touch no gold free in sets that are not exhaustive',
    gold: document('rss-500', '6', [mention(0, 5), mention(10, 15)], { exhaustive: false }),
    predictions: [
      { start: 0, end: 5, entityId: 'e0' },
      { start: 12, end: 18, entityId: 'e12' },
      { start: 40, end: 45, entityId: 'e40' },
    ],
  },
  {
    rule: 'the same span twice once',
    gold: document('tweeki', '7', [mention(0, 5)]),
    predictions: [
      { start: 0, end: 5, entityId: 'other' },
      { start: 0, end: 5, entityId: 'e0' },
    ],
  },
];

const TRAPS: readonly Trap[] = [
  ['pos', null],
  ['pos', null],
  ['neg', 'part-of-longer-name'],
  ['neg', 'common-word'],
  ['either', null],
].map(([label, category], index) => ({
  id: `trap-${index}`,
  lang: 'en',
  label: label as Trap['label'],
  category: category as string | null,
  entity_id: 'e',
  context: 'x'.repeat(50),
  ctxStart: 10,
  ctxEnd: 15,
  pageTitle: '',
}));
const TRAP_PREDICTIONS = new Map<string, readonly Prediction[]>([
  ['trap-0', [{ start: 8, end: 15, entityId: 'e' }]],
  ['trap-1', [{ start: 10, end: 15, entityId: 'other' }]],
  ['trap-2', [{ start: 14, end: 20, entityId: 'e' }]],
  ['trap-3', [{ start: 15, end: 20, entityId: 'e' }]],
]);

function tallies(): Map<string, Tally> {
  const bySet = new Map<string, Tally>();
  for (const { gold, predictions } of CASES) {
    const tally = bySet.get(gold.dataset) ?? emptyTally();
    addTally(tally, scoreDocument(gold, predictions));
    bySet.set(gold.dataset, tally);
  }
  return bySet;
}

const figures = ({ precision, recall, f1 }: { precision: number; recall: number; f1: number }) =>
  [precision, recall, f1].map(showDigits);

describe('scoreDocument', () => {
  it.each([
    [0, { spotRight: 2, spotWrong: 1, spotMissed: 1, linkRight: 1, linkWrong: 2, gold: 3 }],
    [1, { spotRight: 1, spotWrong: 0, spotMissed: 0, linkRight: 1, linkWrong: 0, gold: 1 }],
    [2, { spotRight: 0, spotWrong: 0, spotMissed: 1, linkRight: 0, linkWrong: 0, gold: 1 }],
    [3, { spotRight: 1, spotWrong: 0, spotMissed: 0, linkRight: 0, linkWrong: 1, gold: 0 }],
    [4, { spotRight: 1, spotWrong: 0, spotMissed: 1, linkRight: 1, linkWrong: 0, gold: 1 }],
    [5, { spotRight: 1, spotWrong: 1, spotMissed: 1, linkRight: 1, linkWrong: 1, gold: 2 }],
    [6, { spotRight: 1, spotWrong: 0, spotMissed: 0, linkRight: 0, linkWrong: 1, gold: 1 }],
  ])('case %i', (index, expected) => {
    const { gold, predictions, rule } = CASES[index] as (typeof CASES)[number];
    expect(scoreDocument(gold, predictions), rule).toEqual(expected);
  });
});

describe('pooled scores', () => {
  it('count missed links per set, so that nested gold in one makes up for none in another', () => {
    const nested = { ...emptyTally(), linkRight: 3, gold: 1 };
    const missed = { ...emptyTally(), linkRight: 1, gold: 3 };
    expect(linkingScore(nested, missed).recall).toBeCloseTo(4 / 6);
  });
});

describe('scoreTraps', () => {
  it('asks whether any mark that touches the name links to the tracked entity', () => {
    const tally = scoreTraps(TRAPS, ({ id }) => TRAP_PREDICTIONS.get(id) ?? []);
    expect(tally).toMatchObject({ right: 1, missed: 1, wrong: 1 });
    expect([...tally.wrongByCategory]).toEqual([['part-of-longer-name', 1]]);
    expect(figures(trapScore(tally))).toEqual(['0.500', '0.500', '0.500']);
  });
});

describe('showDigits', () => {
  it.each([
    [0.8125, '0.812'],
    [0.8135, '0.814'],
    [0.0625, '0.062'],
    [1, '1.000'],
    [2 / 3, '0.667'],
  ])('rounds %d to %s, halves to even', (value, expected) => {
    expect(showDigits(value)).toBe(expected);
  });
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What score.py printed for the cases above when this was written; it stands in where there is no Python or corpus. */
const GOLDEN: Readonly<Record<string, string>> = {
  kore50: '1.000 0.500 0.667 0.000 0.000 0.000',
  msnbc: '0.750 0.750 0.750 0.500 0.500 0.500',
  'rss-500': '0.500 0.500 0.500 0.500 0.500 0.500',
  tweeki: '1.000 0.667 0.800 0.500 0.500 0.500',
};

function runScorer(): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'factmark-score-'));
  const gold = path.join(folder, 'gold.jsonl.gz');
  const predictions = path.join(folder, 'predictions.jsonl');
  const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  writeFileSync(gold, gzipSync(lines(CASES.map((each) => each.gold))));
  writeFileSync(
    predictions,
    lines(
      CASES.map((each) => ({
        dataset: each.gold.dataset,
        doc_id: each.gold.doc_id,
        mentions: each.predictions.map(({ start, end, entityId }) => ({ start, end, entity_id: entityId })),
      })),
    ),
  );
  const output = execFileSync('python3', [SCORER, 'linking', gold, predictions], { encoding: 'utf8' });
  return Object.fromEntries(
    output
      .split('\n')
      .map((line) => /^([\w-]+)\s+((?:[\d.]+\s+){6})\d+$/.exec(line))
      .filter((match) => match !== null)
      .map((match) => [match[1] as string, (match[2] as string).trim().split(/\s+/).join(' ')]),
  );
}

describe('our scorer and the corpus’s own', () => {
  it('agree to the last digit on every rule', () => {
    const ours = Object.fromEntries(
      [...tallies()].map(([set, tally]) => [
        set,
        [...figures(spottingScore(tally)), ...figures(linkingScore(tally))].join(' '),
      ]),
    );
    const record = existsSync(SCORER) && hasPython() ? runScorer() : GOLDEN;
    expect(ours).toEqual(record);
    expect(record).toEqual(GOLDEN);
  });
});
