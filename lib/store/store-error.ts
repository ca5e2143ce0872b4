/** What the store was about to do when the outside world failed. */
export type StoreAction =
  | 'open'
  | 'read'
  | 'stage'
  | 'replace-pack'
  | 'change-pack'
  | 'remove-pack'
  | 'sweep';

/** IndexedDB failed, or what was asked for is gone. `cause` is the browser's own error. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly action: StoreAction;

  constructor(action: StoreAction, options: { cause: unknown }) {
    super(`The fact store could not ${action.replace('-', ' ')}: ${describe(options.cause)}`, options);
    this.action = action;
  }

  /** The disk or the origin's quota is full: the reader can make room. */
  get isOutOfSpace(): boolean {
    return nameOf(this.cause) === 'QuotaExceededError';
  }

  /** A newer Factmark wrote the store: this one must not touch it. */
  get isNewer(): boolean {
    return nameOf(this.cause) === 'VersionError';
  }
}

/**
 * Runs `work`, turning whatever the browser throws into a StoreError. Our own mistakes (RangeError,
 * TypeError), a StoreError from further inside and the reason of an aborted `signal` pass as they are.
 */
export async function asStoreError<T>(
  action: StoreAction,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const passes =
      error instanceof StoreError ||
      error instanceof RangeError ||
      error instanceof TypeError ||
      signal?.aborted;
    throw passes ? error : new StoreError(action, { cause: error });
  }
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error || error instanceof DOMException ? error.name : undefined;
}

function describe(cause: unknown): string {
  return cause instanceof Error || cause instanceof DOMException
    ? `${cause.name}: ${cause.message}`
    : String(cause);
}
