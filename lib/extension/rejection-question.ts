import { browser } from 'wxt/browser';
import type { RejectedMatch } from '../model/rejection.ts';

/** Least time between two questions, in milliseconds: a page that has taken our script over cannot open tab after tab. */
const LEAST_PAUSE_MS = 10_000;

let lastAskedAt = Number.NEGATIVE_INFINITY;

/** Asks the reader in the settings whether a name means an entity nowhere. Only the answer there changes anything. */
export async function askToReject(match: RejectedMatch, now: number): Promise<void> {
  if (now - lastAskedAt < LEAST_PAUSE_MS) return;
  lastAskedAt = now;
  const question = new URLSearchParams({ reject: match.entityId, form: match.form });
  await browser.tabs.create({ url: browser.runtime.getURL(`/options.html?${question}#marks`) });
}

/** The question that the settings page was opened with. @param search `location.search` of that page. */
export function readQuestion(search: string): RejectedMatch | undefined {
  const parameters = new URLSearchParams(search);
  const entityId = parameters.get('reject');
  const form = parameters.get('form');
  return entityId && form ? { entityId, form } : undefined;
}
