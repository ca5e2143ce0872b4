import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import panelRightOpen from 'lucide/dist/esm/icons/panel-right-open.mjs';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Dossier } from '../Dossier.tsx';
import { OpenDossierBody } from '../dossier/OpenDossierBody.tsx';
import { nameFinder, type OpenDossier } from '../dossier/open-dossier.ts';
import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface DossierPanelProps {
  readonly open: OpenDossier;
  readonly onBack: () => void;
  /** Shows all of it beside the page. */
  readonly onOpenPanel: () => void;
}

/** A dossier in the place of the list that it was chosen from, with the way back. */
export function DossierPanel({ open, onBack, onOpenPanel }: DossierPanelProps) {
  const { t } = useTranslator();
  const panel = useRef<HTMLElement>(null);
  // The line that had the focus is gone; the panel says its name and lets the arrow keys scroll. At once: taken
  // after the next frame, the focus would be torn away from whoever has stepped on meanwhile.
  useLayoutEffect(() => panel.current?.focus(), [open.entityId]);
  return (
    <section
      ref={panel}
      class="dossier-panel"
      tabIndex={-1}
      aria-label={open.name}
      aria-busy={open.phase === 'loading'}
      onKeyDown={(event) => {
        const isBack = event.key === 'Escape' || (event.key === 'ArrowLeft' && event.altKey);
        if (!isBack) return;
        event.preventDefault();
        onBack();
      }}
    >
      <div class="dossier-panel__bar">
        <Button kind="quiet" size="small" icon={arrowLeft} isIconDirectional onClick={onBack}>
          {t('dossier.back')}
        </Button>
        {open.phase === 'shown' && (
          <Button kind="quiet" size="small" icon={panelRightOpen} isIconDirectional onClick={onOpenPanel}>
            {t('popup.dossier.openPanel')}
          </Button>
        )}
      </div>
      <OpenDossierBody open={open}>
        {({ dossier, named }) => <Dossier dossier={dossier} nameOf={nameFinder(dossier, named)} />}
      </OpenDossierBody>
    </section>
  );
}
