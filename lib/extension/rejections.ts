import { type Browser, browser } from 'wxt/browser';
import type { RejectedMatch, Rejection } from '../model/rejection.ts';

/** Rejections of one site that are kept: a page that wrote them itself can fill no more. */
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
  { entityId, form }: RejectedMatch,
  host: string | undefined,
  now: () => number,
): Promise<void> {
  await changeRejections((rejections) => {
    const isKnown = rejections.some((known) => isSame(known, { entityId, form, host }));
    const ofSite = rejections.filter((known) => known.host === host).length;
    if (isKnown || (host !== undefined && ofSite >= MOST_PER_SITE)) return rejections;
    return [...rejections, { entityId, form, ...(host === undefined ? {} : { host }), rejectedAt: now() }];
  });
}

/** Takes one back; does nothing where there is none. */
export async function removeRejection(match: RejectedMatch, host: string | undefined): Promise<void> {
  await changeRejections((rejections) => {
    const rest = rejections.filter((known) => !isSame(known, { ...match, host }));
    return rest.length === rejections.length ? rejections : rest;
  });
}

function isSame(one: Omit<Rejection, 'rejectedAt'>, other: Omit<Rejection, 'rejectedAt'>): boolean {
  return one.entityId === other.entityId && one.form === other.form && one.host === other.host;
}
