import type {
  UpdateOutcome,
  UpdateRefusal,
  UpdateTarget,
  Validators,
  WaitingUpdate,
} from '../model/subscription.ts';
import { PackStreamError } from '../pack/bytes.ts';
import type { ChangeCounts, UpdatePlan } from '../pack/plan.ts';
import type { PackProblem } from '../pack/problems.ts';
import { looksLikeManifest, MANIFEST_HEAD_BYTES } from '../pack/publish/manifest.ts';
import { compareVersions } from '../pack/version.ts';
import type { InstalledPack } from '../store/fact-store.ts';
import { type FetchOptions, fetchPack, fetchSignature, SilenceError } from './fetch-pack.ts';
import { type PackStaging, type StagePackOptions, stagePack } from './import-pack.ts';
import type { ImportPreview } from './import-report.ts';
import type { PartShelf } from './part-shelf.ts';
import { type PublicationStaging, stagePublication } from './stage-publication.ts';
import { peek } from './stream-head.ts';

/** From this share of what is installed on, taking things back is for a person to confirm. */
const LARGE_SHARE = 0.2;

export interface UpdatePackOptions
  extends Pick<StagePackOptions, 'store' | 'today' | 'isCommonWord' | 'onProgress' | 'signal'>,
    Pick<FetchOptions, 'fetch' | 'isOnline' | 'patience'> {
  readonly subscription: UpdateTarget;
  /** Where parts of a published pack lie until all are there. */
  readonly shelf?: PartShelf | undefined;
  /** The first problem of a file that is refused, in a sentence. */
  readonly describe: (problem: PackProblem) => string;
}

export interface PackUpdate {
  readonly outcome: UpdateOutcome;
  /** Of the file that was looked at. */
  readonly validators?: Validators | undefined;
}

/**
 * Looks whether a subscribed pack has a newer version, and installs it if nothing speaks against it: the
 * same checks as for a file, the pinned key, and besides them {@link findReasonToWait}. A managed pack that is not here is installed. Whatever else
 * happens changes nothing.
 *
 * @throws the signal's reason.
 */
export async function updatePack({
  subscription,
  describe,
  ...options
}: UpdatePackOptions): Promise<PackUpdate> {
  const { store, signal } = options;
  const { packId, url, validators, isManaged, publicKey } = subscription;
  const installed = (await store.packs()).find((pack) => pack.packId === packId);
  if (!installed && !isManaged) return refuse('not-installed');
  // What was looked at before is gone with the pack: it is asked for as if for the first time.
  const fetched = await fetchPack(url, { ...options, validators: installed ? validators : {} });
  if (fetched.kind === 'unchanged') return { outcome: { kind: 'unchanged' }, validators };
  if (fetched.kind === 'failed') return { outcome: fetched };
  let staging: PublicationStaging;
  try {
    const [head, stream] = await peek(
      fetched.stream as ReadableStream<Uint8Array<ArrayBuffer>>,
      MANIFEST_HEAD_BYTES,
    );
    staging = looksLikeManifest(head)
      ? await stagePublication(stream, {
          ...options,
          name: url,
          url,
          packId,
          trustedKey: publicKey,
          skipHeld: true,
        })
      : await stagePack({
          ...options,
          name: url,
          packId,
          trustedKey: publicKey,
          stream,
          size: fetched.size,
          findSignature: () => fetchSignature(url, options),
        });
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof PackStreamError)) throw error;
    const isSilence = error.cause instanceof SilenceError;
    return { outcome: { kind: 'failed', reason: isSilence ? 'timeout' : 'broken-off' } };
  }
  if (!staging.ok) {
    if (staging.reason === 'held') return { outcome: { kind: 'unchanged' }, validators: fetched.validators };
    if (staging.reason === 'not-fetched') {
      const { failure, status } = staging;
      return { outcome: { kind: 'failed', reason: failure, ...(status === undefined ? {} : { status }) } };
    }
    return describeRefusal(staging, describe, signal);
  }
  try {
    const outcome = installed ? await install(staging, installed) : await installFirst(staging);
    return { outcome, validators: fetched.validators };
  } finally {
    await staging.discard();
  }
}

/** A pack that the organisation wants here. There is nothing that it could take back. */
async function installFirst({
  preview: { header, counts },
  commit,
}: Pick<Extract<PackStaging, { ok: true }>, 'preview' | 'commit'>): Promise<UpdateOutcome> {
  await commit();
  const added = counts.entities + counts.facts;
  return { kind: 'updated', version: header.version, added, changed: 0, gone: 0, isKeyChange: false };
}

/** Commits what was staged, unless it brings nothing, is older, or is for a person to decide. */
async function install(
  { preview, commit }: Extract<PackStaging, { ok: true }>,
  installed: InstalledPack,
): Promise<UpdateOutcome> {
  const { plan, header, trust } = preview;
  // A pack that was installed a moment ago is gone by now.
  if (!preview.replaces) return { kind: 'refused', reason: 'not-installed' };
  if (!plan) return mend({ preview, commit }, installed);
  if (plan.header.version === 'down') return { kind: 'refused', reason: 'older' };
  const changes = countChanges(plan);
  if (changes.added + changes.changed + changes.gone + plan.header.fields.length === 0) {
    return { kind: 'unchanged' };
  }
  const waiting = findReasonToWait(preview, installed);
  if (waiting) return { kind: 'waiting', ...waiting };
  await commit();
  return { kind: 'updated', version: header.version, ...changes, isKeyChange: trust.isKeyChange };
}

/** Puts a newer version in the place of one that is damaged, and cannot be compared with. */
async function mend(
  staging: Pick<Extract<PackStaging, { ok: true }>, 'preview' | 'commit'>,
  installed: InstalledPack,
): Promise<UpdateOutcome> {
  const { version } = staging.preview.header;
  if (compareVersions(version, installed.current.header.version) < 0) {
    return { kind: 'refused', reason: 'older' };
  }
  const waiting = findReasonToWait(staging.preview, installed);
  return waiting ? { kind: 'waiting', ...waiting } : installFirst(staging);
}

/**
 * Why a sound update is not installed before a person has seen it; undefined if it may go ahead.
 */
export function findReasonToWait(
  { plan, header, trust }: Pick<ImportPreview, 'plan' | 'header' | 'trust'>,
  { current, history, pinnedKey }: InstalledPack,
): WaitingUpdate | undefined {
  const before = current.counts.entities + current.counts.facts;
  const lost = plan ? plan.entities.removed + plan.facts.removed + plan.facts.withdrawn : 0;
  const share = before > 0 ? lost / before : 0;
  const wait = (reason: WaitingUpdate['reason']) => ({ version: header.version, reason, share });
  // What the reader went back from must not return overnight, and a new text needs a new number.
  const isKnown = [current, ...history].some(
    (version) => compareVersions(header.version, version.header.version) <= 0,
  );
  if (isKnown) return wait('known-version');
  if (trust.pin !== undefined && pinnedKey === undefined) return wait('newly-signed');
  return plan && isLarge(plan, current.counts) ? wait('many-gone') : undefined;
}

/** Entities and facts are counted apart: a pack that keeps its names and loses its facts is a wreck. */
function isLarge(plan: UpdatePlan, { entities, facts }: { entities: number; facts: number }): boolean {
  const { removed, withdrawn } = plan.facts;
  return plan.entities.removed > LARGE_SHARE * entities || removed + withdrawn > LARGE_SHARE * facts;
}

function countChanges({ entities, facts }: UpdatePlan) {
  const sum = (kind: keyof ChangeCounts) => entities[kind] + facts[kind];
  return {
    added: sum('added'),
    changed: sum('changed'),
    gone: sum('superseded') + sum('withdrawn') + sum('removed'),
  };
}

function describeRefusal(
  refusal: Extract<PackStaging, { ok: false }>,
  describe: (problem: PackProblem) => string,
  signal: AbortSignal | undefined,
): PackUpdate {
  switch (refusal.reason) {
    case 'problems': {
      const [first] = refusal.problems;
      return refuse('problems', first && describe(first));
    }
    case 'untrusted':
      return refuse(refusal.because === 'downgrade' ? 'older' : refusal.because);
    case 'other-pack':
      return refuse('other-pack', refusal.packId);
    case 'canceled':
      signal?.throwIfAborted();
      return { outcome: { kind: 'failed', reason: 'unexpected' } };
    default:
      return { outcome: { kind: 'failed', reason: refusal.reason } };
  }
}

function refuse(reason: UpdateRefusal, detail?: string): PackUpdate {
  return { outcome: { kind: 'refused', reason, ...(detail === undefined ? {} : { detail }) } };
}
