import type { PageMention, PageState } from '../../components/popup/page-state.ts';
import { shownAddressOf } from '../../lib/extension/pdf-viewer.ts';
import { hasAccessTo, readableHostOf } from '../../lib/extension/site-access.ts';
import { type ActiveTab, annotateTab, type FrameMentions, listMentions } from '../../lib/extension/tabs.ts';
import type { ReadingPace } from '../../lib/model/messages.ts';
import { NO_POLICY, type Policy } from '../../lib/model/policy.ts';
import { findBlocking, isPaused, type Settings } from '../../lib/model/settings.ts';

/** How a page stands, and which of its frames mention what. */
export interface PageReading {
  readonly state: PageState;
  readonly frames: readonly FrameMentions[];
}

/** Readings in a row without an answer before the page counts as mute: about two seconds. */
const PATIENCE = 8;

/**
 * Reads how the page in front of the reader stands.
 *
 * @param silence How many readings before this one had no answer from a page that may be read.
 */
export async function readPage(
  tab: ActiveTab | undefined,
  settings: Settings,
  silence: number,
  now: number,
  policy: Policy = NO_POLICY,
): Promise<PageReading> {
  // A PDF in our viewer is of the site that it comes from.
  const host = tab && readableHostOf(shownAddressOf(tab.url));
  if (!tab || host === undefined) return { state: { kind: 'restricted' }, frames: [] };
  const { isOn, pausedUntil = 0 } = settings.marks;
  if (!isOn) {
    return { state: { kind: 'off-everywhere', host, isManaged: policy.settings.has('marks') }, frames: [] };
  }
  if (isPaused(settings, now)) return { state: { kind: 'paused', host, until: pausedUntil }, frames: [] };
  const blocking = findBlocking(settings, host);
  if (blocking !== undefined) {
    const isManaged = policy.blockedSites.includes(blocking);
    const pattern = blocking === host ? undefined : blocking;
    return { state: { kind: 'off-here', host, isManaged, pattern }, frames: [] };
  }
  // Asked before access is: a page that was marked once answers, though its site was never granted.
  const frames = (await listMentions(tab.tabId)).filter((frame) => frame.isOn);
  if (frames.length > 0) {
    return { state: { kind: 'marked', host, mentions: sumMentions(frames), pace: slowest(frames) }, frames };
  }
  if (isPdf(tab.url)) return { state: { kind: 'pdf', host }, frames: [] };
  if (shownAddressOf(tab.url) !== tab.url) return { state: { kind: 'loading' }, frames: [] };
  if (!(await hasAccessTo(tab.url))) return { state: { kind: 'no-access', host }, frames: [] };
  if (silence >= PATIENCE) return { state: { kind: 'failed', host }, frames: [] };
  // Perhaps the page was open before the extension was: start there what should be running.
  if (silence === 1) await annotateTab(tab.tabId);
  return { state: { kind: 'loading' }, frames: [] };
}

/** The address is all that there is to go by. */
function isPdf(url: string): boolean {
  return /\.pdf$/i.test(new URL(url).pathname);
}

/** Mentions of all frames as one list, in the order of the frames and of first mention. */
export function sumMentions(frames: readonly FrameMentions[]): PageMention[] {
  const sums = new Map<string, PageMention>();
  for (const entity of frames.flatMap((frame) => frame.entities)) {
    const { count = 0, score = 0, forms = [] } = sums.get(entity.id) ?? {};
    sums.set(entity.id, {
      ...entity,
      count: entity.count + count,
      score: Math.max(entity.score, score),
      forms: [...new Set([...forms, ...entity.forms])],
    });
  }
  return [...sums.values()];
}

/** The worst that any frame has to say. */
function slowest(frames: readonly FrameMentions[]): ReadingPace {
  const paces = frames.map(({ pace }) => pace);
  return (
    paces.find((pace) => pace === 'cut-short') ?? paces.find((pace) => pace === 'slowed') ?? 'keeping-up'
  );
}

/** One place on a page where an entity is mentioned. */
export interface MentionPlace {
  readonly frameId: number;
  /** 0-based within the frame. */
  readonly occurrence: number;
}

/** The n-th mention of an entity over all frames; after the last comes the first again. */
export function findPlace(
  frames: readonly FrameMentions[],
  entityId: string,
  n: number,
): MentionPlace | undefined {
  const counts = frames.map(({ entities }) => entities.find(({ id }) => id === entityId)?.count ?? 0);
  let occurrence = n % counts.reduce((sum, count) => sum + count, 0);
  for (const [i, { frameId }] of frames.entries()) {
    const count = counts[i]!;
    if (occurrence < count) return { frameId, occurrence };
    occurrence -= count;
  }
  return undefined;
}
