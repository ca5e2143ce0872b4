import download from 'lucide/dist/esm/icons/download.mjs';
import gitCompare from 'lucide/dist/esm/icons/git-compare.mjs';
import pin from 'lucide/dist/esm/icons/pin.mjs';
import pinOff from 'lucide/dist/esm/icons/pin-off.mjs';
import rotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import rotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs';
import trash from 'lucide/dist/esm/icons/trash.mjs';
import { useState } from 'preact/hooks';
import { Button, IconButton } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { isolate } from '../shared/isolate.ts';
import { Rows } from '../shared/Rows.tsx';
import { useTranslator } from '../shared/translation.ts';
import { formatMegabytes } from './format-bytes.ts';
import { formatMoment } from './format-moment.ts';
import type { PackActions, PackEntry, PackVersion } from './installed-packs.ts';
import { VersionDialog } from './VersionDialog.tsx';

export interface PackHistoryProps {
  readonly pack: PackEntry;
  readonly actions: PackActions;
}

/** Versions of a pack, the one that serves first; each of the others can be gone back to. */
export function PackHistory({ pack, actions }: PackHistoryProps) {
  const { t, direction } = useTranslator();
  const [asked, setAsked] = useState<{
    readonly what: 'compare' | 'remove';
    readonly version: PackVersion;
  }>();
  const close = () => setAsked(undefined);
  const { packId } = pack;
  return (
    <section class="history">
      <h4>{t('settings.packs.history')}</h4>
      <Rows
        label={t('settings.packs.history')}
        items={[pack.current, ...pack.history]}
        keyOf={({ id }) => id}
        classes={['history__list', 'history__version']}
      >
        {(version) => (
          <Version
            pack={pack}
            version={version}
            actions={actions}
            onAsk={(what) => setAsked({ what, version })}
          />
        )}
      </Rows>
      {asked?.what === 'compare' && (
        <VersionDialog pack={pack} version={asked.version} actions={actions} onClose={close} />
      )}
      {asked?.what === 'remove' && (
        <Dialog
          title={t('settings.packs.removingVersion.title', {
            version: isolate(asked.version.header.version, direction),
          })}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t('settings.packs.removing.keep')}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  close();
                  actions.onRemoveVersion(packId, asked.version.id);
                }}
              >
                {t('settings.packs.removingVersion.remove')}
              </Button>
            </>
          }
        >
          <p>{t('settings.packs.removingVersion.text')}</p>
        </Dialog>
      )}
    </section>
  );
}

interface VersionProps extends PackHistoryProps {
  readonly version: PackVersion;
  readonly onAsk: (what: 'compare' | 'remove') => void;
}

function Version({ pack, version, actions, onAsk }: VersionProps) {
  const translator = useTranslator();
  const { t } = translator;
  const { packId } = pack;
  const isCurrent = version === pack.current;
  const values = { version: isolate(version.header.version, translator.direction) };
  const isNewer = version.importedAt > pack.current.importedAt;
  return (
    <>
      <div class="history__about">
        <span class="history__name">{t('settings.packs.version', values)}</span>
        {isCurrent && <span class="badge badge--confirmed">{t('settings.packs.inUse')}</span>}
        {version.isPinned && <span class="badge">{t('settings.packs.pinned')}</span>}
        <span class="history__when">
          {[
            t('settings.packs.importedAt', { moment: formatMoment(version.importedAt, translator) }),
            t('settings.packs.factCount', { count: version.counts.facts }),
            formatMegabytes(version.bytes, translator),
          ].join(' · ')}
        </span>
      </div>
      <div class="history__actions">
        {!isCurrent && (
          <>
            <Button
              size="small"
              icon={isNewer ? rotateCw : rotateCcw}
              label={t(isNewer ? 'settings.packs.goForwardTo' : 'settings.packs.rollBackTo', values)}
              onClick={() => actions.onRollBack(packId, version.id)}
            >
              {t(isNewer ? 'settings.packs.goForward' : 'settings.packs.rollBack')}
            </Button>
            <IconButton
              size="small"
              icon={gitCompare}
              label={t('settings.packs.compareWith', values)}
              onClick={() => onAsk('compare')}
            />
          </>
        )}
        <IconButton
          size="small"
          icon={version.isPinned ? pinOff : pin}
          label={t(version.isPinned ? 'settings.packs.unpin' : 'settings.packs.pin', values)}
          onClick={() => actions.onPin(packId, version.id, !version.isPinned)}
        />
        <IconButton
          size="small"
          icon={download}
          label={t('settings.packs.export', values)}
          onClick={() => actions.onExport(packId, version.id)}
        />
        {!isCurrent && (
          <IconButton
            size="small"
            icon={trash}
            label={t('settings.packs.removeVersion', values)}
            onClick={() => onAsk('remove')}
          />
        )}
      </div>
    </>
  );
}
