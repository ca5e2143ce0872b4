import { basename } from 'node:path';
import type { FieldChange, PackVersion, PlannedChange, UpdatePlan } from '../../lib/pack/plan.ts';
import { planUpdate } from '../../lib/pack/plan.ts';
import { shorten } from '../../lib/pack/problems.ts';
import { readIntoStore } from '../../lib/services/read-into-store.ts';
import { compareEntityIds } from '../../lib/store/entity-order.ts';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { openFile } from './open-file.ts';
import { CommandError, count, type Output } from './output.ts';
import { describe } from './read-file.ts';

export interface DiffOptions {
  readonly json: boolean;
  /** Changes listed at most. */
  readonly limit: number;
}

/** @returns whether the two packs are the same. */
export async function diff(
  before: string,
  after: string,
  { json, limit }: DiffOptions,
  output: Output,
): Promise<boolean> {
  const plan = await planUpdate(await openVersion(before, output), await openVersion(after, output), {
    compareIds: compareEntityIds,
    page: { offset: 0, limit },
  });
  if (json) output.print(JSON.stringify(plan, null, 2));
  else printPlan(plan, output);
  return plan.header.fields.length === 0 && countChanges(plan) === 0;
}

/**
 * Imports a file into memory: only then are the records in the order that the comparison needs. Nobody's
 * trust is asked for: a draft differs from what its header was signed with.
 */
async function openVersion(file: string, output: Output): Promise<PackVersion> {
  const store = createMemoryStore();
  const { stream, size } = await openFile(file);
  const progress = output.progress(`Reading ${basename(file)}`, size);
  const reading = await readIntoStore(
    { store, stream, onProgress: ({ bytes }) => progress.update(bytes) },
    () => {},
  ).finally(() => progress.stop());
  if (!reading.ok) {
    const first =
      reading.reason === 'problems'
        ? reading.problems.find(({ severity }) => severity === 'error')
        : undefined;
    const sentence = first ? ` ${describe(first).sentence}` : '';
    throw new CommandError(
      `${file} is not a valid pack.${sentence} npm run pack -- validate ${file} says all.`,
    );
  }
  await reading.staged.seal();
  const { current } = await reading.staged.commit({ isBundled: false });
  const generation = await store.openGeneration(current.id);
  return { header: current.header, dossiers: generation.dossiers() };
}

const SIGNS = {
  added: ['+', 'green'],
  changed: ['~', 'yellow'],
  superseded: ['↻', 'cyan'],
  withdrawn: ['!', 'magenta'],
  removed: ['-', 'red'],
} as const;

function printPlan(plan: UpdatePlan, output: Output): void {
  for (const field of plan.header.fields) output.print(`  header ${describeField(field)}`);
  for (const change of plan.changes) printChange(change, output);
  const total = countChanges(plan);
  if (total > plan.changes.length)
    output.note(`… and ${count(total - plan.changes.length, 'further change')}; --limit shows more`);
  for (const [noun, counts] of [
    ['entity', plan.entities],
    ['fact', plan.facts],
  ] as const) {
    const changes = Object.entries(counts).map(([kind, number]) => `${number.toLocaleString('en')} ${kind}`);
    output.print(`${noun === 'entity' ? 'Entities' : 'Facts'}: ${changes.join(', ')}.`);
  }
  if (plan.header.version === 'down')
    output.note('The second pack has the lower version: installing it would be a downgrade.');
  if (plan.header.version === 'same' && total > 0)
    output.note('Both have the same version: raise it, so that subscribers get the update.');
}

function printChange(
  { subject, kind, id, entity, statement, fields, supersededBy }: PlannedChange,
  output: Output,
): void {
  const [sign, colour] = SIGNS[kind];
  const what = subject === 'entity' ? entity.name : `${entity.name}: ${statement ?? ''}`;
  output.print(`${output.style(colour, `${sign} ${subject} ${id}`)}  ${shorten(what, 120)}`);
  if (supersededBy !== undefined) output.print(`    replaced by ${supersededBy}`);
  for (const field of fields) output.print(`    ${describeField(field)}`);
}

function describeField({ field, before, after }: FieldChange): string {
  const show = (value: unknown) => (value === undefined ? 'nothing' : shorten(JSON.stringify(value), 100));
  return `${field}: ${show(before)} → ${show(after)}`;
}

function countChanges({ entities, facts }: UpdatePlan): number {
  return [entities, facts]
    .flatMap((counts) => Object.entries(counts))
    .reduce((sum, [kind, number]) => (kind === 'unchanged' ? sum : sum + number), 0);
}
