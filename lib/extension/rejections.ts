import { type Browser, browser } from 'wxt/browser';
import type { RejectedMatch, Rejection } from '../model/rejection.ts';

/** Rejections of one site that are kept at a page's word: one that wrote them itself can fill no more. */
const MOST_PER_SITE = 100;

/** Rejections kept in all; the oldest make room. */
const MOST = 5_000;

const KEY = 'rejections';

export async function readRejections(): Promise<readonly Rejection[]> {
  return ((await browser.storage.local.get(KEY))[KEY] ?? []) as readonly Rejection[];
}

/** @returns stops watching. */
export function watchRejections(onChange: (rejections: readonly Rejection[]) => void): () => void {
  const { onChanged } = browser.storage.local;
  const listener = ({ [KEY]: change }: Record<string, Browser.storage.StorageChange>) => {
    if (change) onChange((change.newValue ?? []) as readonly Rejection[]);
  };
  onChanged.addListener(listener);
  return () => onChanged.removeListener(listener);
}

/**
 * Saves what `change` makes of the rejections as they stand, within their limits; saves nothing where it
 * returns the same list.
 */
export async function changeRejections(
  change: (rejections: readonly Rejection[]) => readonly Rejection[],
): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const before = await readRejections();
    const after = change(before);
    if (after !== before) await browser.storage.local.set({ [KEY]: after.slice(-MOST) });
  });
}

/** @param host The site that it holds for; undefined: everywhere. */
export async function addRejection(
  match: RejectedMatch,
  host: string | undefined,
  now: () => number,
): Promise<void> {
  await changeRejections((rejections) => withRejection(rejections, match, host, now()));
}

/**
 * Adds one at the word of a page's process, which may have been taken over: the oldest of its site makes room
 * where there are too many, so that what a reader said last holds, and no other site pays for it.
 */
export async function addRejectionOfPage(
  match: RejectedMatch,
  host: string,
  now: () => number,
): Promise<void> {
  await changeRejections((rejections) => {
    const after = withRejection(rejections, match, host, now());
    const [oldest, ...others] = rejections.filter((known) => known.host === host);
    const isFull = after !== rejections && others.length + 1 >= MOST_PER_SITE;
    return isFull ? after.filter((known) => known !== oldest) : after;
  });
}

/** The same list where it has it already. */
function withRejection(
  rejections: readonly Rejection[],
  { entityId, form }: RejectedMatch,
  host: string | undefined,
  rejectedAt: number,
): readonly Rejection[] {
  if (rejections.some((known) => isSame(known, { entityId, form, host }))) return rejections;
  return [...rejections, { entityId, form, ...(host === undefined ? {} : { host }), rejectedAt }];
}

/** Takes one back; does nothing where there is none. */
export async function removeRejection(match: RejectedMatch, host: string | undefined): Promise<void> {
  await changeRejections((rejections) => {
    const rest = rejections.filter((known) => !isSame(known, { ...match, host }));
    return rest.length === rejections.length ? rejections : rest;
  });
}

/**
 * Takes one change of the list back and leaves alone what was rejected, or taken back, since.
 *
 * @param before As the list was, and `after` as the change left it.
 */
export function takeBackRejections(
  now: readonly Rejection[],
  before: readonly Rejection[],
  after: readonly Rejection[],
): readonly Rejection[] {
  const key = ({ entityId, form, host }: Rejection) => JSON.stringify([entityId, form, host]);
  const [isNow, wasBefore, wasAfter] = [now, before, after].map((list) => new Set(list.map(key))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  return [
    ...before.filter((one) => !wasAfter.has(key(one)) || isNow.has(key(one))),
    ...now.filter((one) => !wasBefore.has(key(one)) && !wasAfter.has(key(one))),
  ];
}

function isSame(one: Omit<Rejection, 'rejectedAt'>, other: Omit<Rejection, 'rejectedAt'>): boolean {
  return one.entityId === other.entityId && one.form === other.form && one.host === other.host;
}
