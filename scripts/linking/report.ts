import { THRESHOLDS } from '../../lib/linker/weights.ts';
import { LINK_THRESHOLDS } from '../../lib/model/mention.ts';
import { type CurvePoint, drawCurves } from './curve.ts';
import { ERROR_CLASSES } from './error-classes.ts';
import type { Evaluation, Run } from './evaluate-corpus.ts';
import { NOT_LEARNT } from './fit.ts';
import { readNaive, readPublished } from './published.ts';
import { POOL, type Score, showDigits, trapScore } from './score.ts';

/** Pooled F1 that the corpus's README gives for naive matching, and with easy filters. */
const NAIVE_POOLED = 'spotting .635, linking .513; with easy filters .736 and .597';

/** The evaluation as Markdown: figures only, none of the corpus's text. */
export async function writeReport(
  evaluation: Evaluation,
  wasScorerRun: boolean,
  corpus: string,
): Promise<string> {
  const published = await readPublished(corpus);
  const naive = await readNaive(corpus);
  const product = runOf(evaluation.product.get('balanced'));
  const crossValidated = runOf(evaluation.crossValidated.get('balanced'));
  return `# Evaluation of the linker

Written by \`npm run evaluate -- --corpus DIR\`. The corpus holds modern news, encyclopedia and social-media texts in which people marked every name, each set with a closed pack of about 5,000 entities, namesakes and noise included, and 443 labelled occurrences of tracked names that are also common words. It is not part of this repository: its texts belong to their publishers.

A mark is right for *spotting* if its span equals an annotated one, for *linking* if the entity is right too. **Cross-validated** figures are the ones to believe: the weights were fitted without the set that is scored (traps: without the tracked name). *Shipped* figures come from the weights in the product, fitted on all of these sets but the italic ones.${
    wasScorerRun ? " All shipped figures agree with the corpus's own scorer to the last digit." : ''
  }

## Pooled: modern English sets

| threshold | weights | spotting P | R | F1 | linking P | R | F1 | traps P | R |
|---|---|---|---|---|---|---|---|---|---|
${LINK_THRESHOLDS.flatMap((name) => [
  pooledRow(name, 'cross-validated', runOf(evaluation.crossValidated.get(name))),
  pooledRow(name, 'shipped', runOf(evaluation.product.get(name))),
]).join('\n')}

Naive matching scores ${NAIVE_POOLED}.

![Precision and recall of spotting and linking as the threshold moves](evaluation-curve.svg)

## By set, at balanced

F1, cross-validated and shipped; naive is case-sensitive matching of every alias. The best published figure is from systems that link against all of Wikidata and read with large language models: they know more entities, and are asked for more. Compare with care.

| set | gold | spotting | shipped | naive | linking | shipped | naive | best published linking |
|---|---|---|---|---|---|---|---|---|
${[...product.sets]
  .map(([set, { spotting, linking, gold }]) => {
    const held = crossValidated.sets.get(set);
    const best = published.get(set);
    const name = POOL.includes(set) ? `**${set}**` : NOT_LEARNT.has(set) ? `*${set}*` : set;
    return `| ${[
      name,
      gold,
      f1(held?.spotting),
      f1(spotting),
      naive.get(set)?.spotting.toFixed(3) ?? '–',
      f1(held?.linking),
      f1(linking),
      naive.get(set)?.linking.toFixed(3) ?? '–',
      best ? `${best.linking.toFixed(3)} (${best.system.replaceAll('_', ' ').trim()})` : '–',
    ].join(' | ')} |`;
  })
  .join('\n')}

Bold: pooled above. Italic: old newspapers with reading errors, a stress test that nothing was fitted on.

## Precision and recall by set, at balanced, cross-validated

*In the pack* is the share of the marked names whose entity the set's pack holds at all; *in reach* the recall and F1 of spotting if every name that the gazetteer finds under any listed or derived spelling were marked, and nothing else.

| set | spotting P | R | linking P | R | in the pack | in reach: R | F1 |
|---|---|---|---|---|---|---|---|
${[...crossValidated.sets]
  .map(([set, { spotting, linking }]) => {
    const ceiling = evaluation.ceilings.get(set);
    const figures = [spotting.precision, spotting.recall, linking.precision, linking.recall];
    const most = ceiling ? [ceiling.listed, ceiling.found.recall, ceiling.found.f1] : [];
    return `| ${[set, ...[...figures, ...most].map(showDigits)].join(' | ')} |`;
  })
  .join('\n')}

## Errors by kind, shipped, at balanced

| kind | ${[...POOL.filter((set) => evaluation.errors.has(set))].join(' | ')} |
|---|${POOL.filter((set) => evaluation.errors.has(set))
    .map(() => '---|')
    .join('')}
${ERROR_CLASSES.map(
  (kind) =>
    `| ${kind} | ${POOL.filter((set) => evaluation.errors.has(set))
      .map((set) => evaluation.errors.get(set)?.get(kind) ?? 0)
      .join(' | ')} |`,
).join('\n')}

## Traps wrongly marked, by kind

| kind | cross-validated | shipped |
|---|---|---|
${[...new Set([...crossValidated.traps.wrongByCategory.keys(), ...product.traps.wrongByCategory.keys()])]
  .map(
    (kind) =>
      `| ${kind} | ${crossValidated.traps.wrongByCategory.get(kind) ?? 0} | ${product.traps.wrongByCategory.get(kind) ?? 0} |`,
  )
  .join('\n')}
`;
}

/** The precision–recall curve, cross-validated, with the three thresholds. */
export function drawReport({ curve, crossValidated }: Evaluation): string {
  const points = (pick: 'spotting' | 'linking'): CurvePoint[] => curve.map((point) => point[pick]);
  return drawCurves(
    'Precision and recall, pooled English sets, cross-validated',
    [
      {
        label: 'linking: right span, right entity',
        color: '#c2410c',
        isDashed: false,
        points: points('linking'),
      },
      { label: 'spotting: right span', color: '#1d6fa5', isDashed: false, points: points('spotting') },
    ],
    [...crossValidated].flatMap(([name, { pooled }]) => [
      { label: `${name} (${THRESHOLDS[name]})`, ...pooled.linking },
      { label: '', ...pooled.spotting },
    ]),
  );
}

function runOf(run: Run | undefined): Run {
  if (!run) throw new RangeError('The evaluation lacks a run');
  return run;
}

function pooledRow(threshold: string, origin: string, { pooled, traps }: Run): string {
  const { spotting, linking } = pooled;
  const ofTraps = trapScore(traps);
  return `| ${[
    threshold,
    origin,
    showDigits(spotting.precision),
    showDigits(spotting.recall),
    showDigits(spotting.f1),
    showDigits(linking.precision),
    showDigits(linking.recall),
    showDigits(linking.f1),
    showDigits(ofTraps.precision),
    showDigits(ofTraps.recall),
  ].join(' | ')} |`;
}

function f1(score: Score | undefined): string {
  return score ? showDigits(score.f1) : '–';
}
