/**
 * A pack that is kept up to date from an address. Plain data: it lies in `storage.local`, crosses
 * between background and pages, and holds nothing of any page that was read.
 */

/** Hours between two looks, to choose from. The first is the floor: no server is asked more often. */
export const UPDATE_INTERVALS = [1, 24, 168] as const;
export type UpdateInterval = (typeof UPDATE_INTERVALS)[number];

/** Entries of a subscription's log that are kept, the latest first. */
export const LOG_LENGTH = 20;

/** What the server said of the file, to be told at the next look: "send it only if it has changed". */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface Subscription {
  readonly packId: string;
  readonly url: string;
  readonly isOn: boolean;
  /** The reader's organisation keeps it, and has the pack installed if it is not. */
  readonly isManaged?: boolean | undefined;
  /** The key that a managed pack must be signed by, also when it is installed for the first time. */
  readonly publicKey?: string | undefined;
  readonly intervalHours: UpdateInterval;
  /** Of the file that is installed, or that was found to bring nothing new. */
  readonly validators: Validators;
  /** When to look next, milliseconds since the epoch. */
  readonly nextAt: number;
  /** Looks in a row that did not reach a usable file. */
  readonly failures: number;
  /** A found version that a person has to look at first. */
  readonly waiting?: WaitingUpdate | undefined;
  /** The latest first. */
  readonly log: readonly UpdateLogEntry[];
}

/** What whoever looks for a newer version has to know. */
export type UpdateTarget = Pick<Subscription, 'packId' | 'url' | 'validators' | 'isManaged' | 'publicKey'>;

export interface UpdateLogEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly outcome: UpdateOutcome;
}

export type UpdateOutcome =
  /** The server has nothing newer, or something that changes nothing. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'updated';
      readonly version: string;
      readonly added: number;
      readonly changed: number;
      /** Superseded, withdrawn and removed. */
      readonly gone: number;
      readonly isKeyChange: boolean;
    }
  | ({ readonly kind: 'waiting' } & WaitingUpdate)
  /** The file is there, but must not be installed. `detail`: the first problem, in words. */
  | { readonly kind: 'refused'; readonly reason: UpdateRefusal; readonly detail?: string | undefined }
  | {
      readonly kind: 'failed';
      readonly reason: FetchFailure | 'busy' | 'no-space' | 'unexpected';
      /** HTTP status, where there was an answer. */
      readonly status?: number | undefined;
      /** Seconds that the server asks to be left alone. */
      readonly retryAfter?: number | undefined;
    };

export interface WaitingUpdate {
  readonly version: string;
  readonly reason: WaitReason;
  /** Share of what is installed that would go, 0..1. */
  readonly share: number;
}

/**
 * Why an update is not installed by itself. many-gone: it takes back a large part. known-version: it
 * differs, but its version is one that is installed or was rolled back from. newly-signed: the pack was
 * unsigned, and installing would pin the key.
 */
export type WaitReason = 'many-gone' | 'known-version' | 'newly-signed';

export type UpdateRefusal =
  | 'problems'
  | 'other-pack'
  | 'older'
  | 'invalid-signature'
  | 'unsigned-update'
  | 'untrusted-key'
  /** The pack was removed meanwhile. */
  | 'not-installed';

/**
 * Why an address gave no file. bad-address: not a web address. insecure: neither https nor this machine.
 * no-access: the browser has not been allowed to read the site. redirect: it leads to a site that may
 * not be read, or off https. unreachable: no answer, a broken certificate, no such host. bad-manifest: the
 * list of a published pack's parts is damaged.
 */
export type FetchFailure =
  | 'bad-address'
  | 'insecure'
  | 'no-access'
  | 'offline'
  | 'unreachable'
  | 'redirect'
  | 'status'
  | 'timeout'
  | 'broken-off'
  | 'bad-manifest';
