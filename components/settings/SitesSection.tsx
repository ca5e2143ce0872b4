import globeLock from 'lucide/dist/esm/icons/globe-lock.mjs';
import powerOff from 'lucide/dist/esm/icons/power-off.mjs';
import { useId, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Rows } from '../shared/Rows.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { settingId } from './sections.ts';

export interface SitesSectionProps {
  readonly hasAllSites: boolean;
  /** Sites granted one by one. */
  readonly granted: readonly { readonly pattern: string; readonly host: string }[];
  /** Sites that only packs are fetched from: their pages are not read. */
  readonly forPacks: readonly { readonly pattern: string; readonly host: string }[];
  /** Hosts where marks stay off. */
  readonly blocked: readonly string[];
  readonly onAllSites: (isGranted: boolean) => void;
  readonly onRevoke: (pattern: string) => void;
  readonly onRevokePacks: (pattern: string) => void;
  readonly onBlock: (host: string) => void;
  readonly onUnblock: (host: string) => void;
}

/** Where Factmark may read, and where it stays off all the same. */
export function SitesSection(props: SitesSectionProps) {
  const { t } = useTranslator();
  return (
    <>
      <section class="block" id={settingId('sites', 'granted')}>
        <h2>{t('settings.sites.granted')}</h2>
        <div class="card">
          <Switch
            label={t('settings.sites.all')}
            hint={t('settings.sites.allHint')}
            isOn={props.hasAllSites}
            onChange={props.onAllSites}
          />
        </div>
        {props.granted.length > 0 ? (
          <SiteList label={t('settings.sites.granted')} sites={props.granted} onRevoke={props.onRevoke} />
        ) : (
          !props.hasAllSites && (
            <EmptyState
              icon={globeLock}
              title={t('settings.sites.noneGranted.title')}
              text={t('settings.sites.noneGranted.text')}
            />
          )
        )}
      </section>
      {props.forPacks.length > 0 && (
        <section class="block">
          <h2>{t('settings.sites.forPacks')}</h2>
          <p class="block__lead">{t('settings.sites.forPacksLead')}</p>
          <SiteList
            label={t('settings.sites.forPacks')}
            sites={props.forPacks}
            onRevoke={props.onRevokePacks}
          />
        </section>
      )}
      <section class="block" id={settingId('sites', 'blocked')}>
        <h2>{t('settings.sites.blocked')}</h2>
        <p class="block__lead">{t('settings.sites.blockedLead')}</p>
        <BlockForm onBlock={props.onBlock} />
        {props.blocked.length > 0 ? (
          <Rows label={t('settings.sites.blocked')} items={props.blocked} keyOf={(host) => host}>
            {(host) => (
              <>
                <bdi class="row__text">{host}</bdi>
                <Button
                  size="small"
                  label={t('settings.sites.unblockNamed', { host })}
                  onClick={() => props.onUnblock(host)}
                >
                  {t('settings.sites.unblock')}
                </Button>
              </>
            )}
          </Rows>
        ) : (
          <EmptyState icon={powerOff} title={t('settings.sites.noneBlocked')} />
        )}
      </section>
    </>
  );
}

interface SiteListProps {
  readonly label: string;
  readonly sites: SitesSectionProps['granted'];
  readonly onRevoke: (pattern: string) => void;
}

function SiteList({ label, sites, onRevoke }: SiteListProps) {
  const { t } = useTranslator();
  return (
    <Rows label={label} items={sites} keyOf={({ pattern }) => pattern}>
      {({ pattern, host }) => (
        <>
          <bdi class="row__text">{host}</bdi>
          <Button
            size="small"
            label={t('settings.sites.revokeNamed', { host })}
            onClick={() => onRevoke(pattern)}
          >
            {t('settings.sites.revoke')}
          </Button>
        </>
      )}
    </Rows>
  );
}

/**
 * The site that a reader means by what they typed or pasted: a bare host, the address of a page, or a
 * pattern for a host with all that is below it, e.g. "*.example.org".
 */
export function readSite(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('*.')) {
    const below = trimmed.slice(2);
    const host = /^[^*/]+\.[^*/]+$/.test(below) ? readSite(below) : undefined;
    return host && `*.${host}`;
  }
  const address = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (/[\s*]/.test(trimmed) || !URL.canParse(address)) return undefined;
  const { hostname } = new URL(address);
  // A single word is a site only where it names this machine; "example" is half an address.
  return hostname.includes('.') || hostname === 'localhost' ? hostname : undefined;
}

function BlockForm({ onBlock }: { readonly onBlock: (host: string) => void }) {
  const { t } = useTranslator();
  const id = useId();
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  return (
    <form
      class="add-site"
      onSubmit={(event) => {
        event.preventDefault();
        const host = readSite(text);
        setRefused(host === undefined);
        if (host === undefined) return;
        onBlock(host);
        setText('');
      }}
    >
      <label class="field__label" for={id}>
        {t('settings.sites.block.label')}
      </label>
      <div class="add-site__line">
        <input
          id={id}
          class="field__input"
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="ltr"
          placeholder="example.org"
          value={text}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? `${id}-error` : `${id}-hint`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button button--secondary">
          {t('settings.sites.block.add')}
        </button>
      </div>
      <p class="field__hint" id={`${id}-hint`}>
        {t('settings.sites.patternHint')}
      </p>
      {isRefused && (
        <p class="field__error" id={`${id}-error`} role="alert">
          {t('settings.sites.block.refused')}
        </p>
      )}
    </form>
  );
}
