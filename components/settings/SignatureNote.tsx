import keyRound from 'lucide/dist/esm/icons/key-round.mjs';
import shieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import shieldOff from 'lucide/dist/esm/icons/shield-off.mjs';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

/** Characters of a public key that are shown: enough that nobody makes a key with the same by trying. */
const SHORT_LENGTH = 12;

/** "ed25519:3kf9Qx2aTm0L…" → "3kf9 Qx2a Tm0L" */
export function shortenKey(publicKey: string): string {
  const short = publicKey.replace(/^ed25519:/, '').slice(0, SHORT_LENGTH);
  return (short.match(/.{1,4}/g) ?? []).join(' ');
}

const ICONS = {
  unsigned: shieldOff,
  signed: shieldCheck,
  first: shieldCheck,
  same: shieldCheck,
  'handed-over': keyRound,
} as const;

export interface SignatureNoteProps {
  /** `signed`: an installed pack whose key is pinned; the others are those of a preview. */
  readonly state: keyof typeof ICONS;
  readonly publicKey: string | undefined;
}

/** Whether a pack is signed, and by which key, in words. */
export function SignatureNote({ state, publicKey }: SignatureNoteProps) {
  const { t } = useTranslator();
  return (
    <p class={`signature signature--${state}`}>
      <Icon icon={ICONS[state]} />
      <span>
        {t(`settings.signature.${state}`)}
        {publicKey !== undefined && (
          <>
            {' '}
            <code class="signature__key" dir="ltr" title={publicKey}>
              {shortenKey(publicKey)}
            </code>
          </>
        )}
      </span>
    </p>
  );
}
