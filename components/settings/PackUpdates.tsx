import refresh from 'lucide/dist/esm/icons/refresh-cw.mjs';
import { type Subscription, UPDATE_INTERVALS, type UpdateInterval } from '../../lib/model/subscription.ts';
import { Button } from '../shared/Button.tsx';
import { SegmentedChoice } from '../shared/Choice.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { AddressForm } from './AddressForm.tsx';
import { describeOutcome, describeWaiting } from './describe-update.ts';
import { formatMoment } from './format-moment.ts';
import type { PackActions, PackEntry, UpdateView } from './installed-packs.ts';
import { Managed } from './Managed.tsx';

export interface PackUpdatesProps {
  readonly pack: PackEntry;
  readonly updates: UpdateView;
  readonly actions: PackActions;
}

/** Whether and from where a pack is kept up to date, and what came of it lately. */
export function PackUpdates({ pack, updates: { subscription, isRunning }, actions }: PackUpdatesProps) {
  const { t } = useTranslator();
  return (
    <section class="updates">
      <h4>{t('settings.updates.title')}</h4>
      {subscription ? (
        <Subscribed pack={pack} subscription={subscription} isRunning={isRunning} actions={actions} />
      ) : (
        <AddressForm
          label={t('settings.updates.address')}
          hint={t('settings.updates.hint')}
          action={t('settings.updates.subscribe')}
          actionName={t('settings.updates.subscribeNamed', { title: pack.current.header.title })}
          address={pack.current.header.update?.url ?? ''}
          onAddress={(address) => actions.onSubscribe(pack.packId, address)}
        />
      )}
    </section>
  );
}

interface SubscribedProps extends Omit<PackUpdatesProps, 'updates'> {
  readonly subscription: Subscription;
  readonly isRunning: boolean;
}

function Subscribed({ pack, subscription, isRunning, actions }: SubscribedProps) {
  const translator = useTranslator();
  const { t } = translator;
  const { packId } = pack;
  const { title } = pack.current.header;
  const { waiting, log, isOn, intervalHours, nextAt, url, isManaged = false } = subscription;
  const [last] = log;
  const named = pack.current.header.update?.url;
  return (
    <>
      <Managed isManaged={isManaged}>
        <Switch
          label={t('settings.updates.automatic')}
          hint={url}
          isOn={isOn}
          onChange={(on) => actions.onAutomatic(packId, on)}
        />
        {isOn && (
          <SegmentedChoice
            label={t('settings.updates.interval')}
            value={String(intervalHours)}
            options={UPDATE_INTERVALS.map((hours) => ({
              value: String(hours),
              label: t(`settings.updates.every.${hours}`),
            }))}
            onChange={(hours) => actions.onInterval(packId, Number(hours) as UpdateInterval)}
          />
        )}
      </Managed>
      {waiting && (
        <Notice kind="care" title={t('settings.updates.waiting.title')}>
          <p>{describeWaiting(waiting, translator)}</p>
          <div class="button-row">
            <Button size="small" onClick={() => actions.onReview(packId)}>
              {t('settings.updates.review')}
            </Button>
          </div>
        </Notice>
      )}
      {!isManaged && named !== undefined && named !== url && (
        <Notice kind="note">
          <p>{t('settings.updates.otherAddress', { address: named })}</p>
          <div class="button-row">
            <Button size="small" onClick={() => actions.onSubscribe(packId, named)}>
              {t('settings.updates.useAddress')}
            </Button>
          </div>
        </Notice>
      )}
      <p class="updates__state" role="status">
        {isRunning
          ? t('settings.updates.running')
          : last && !(waiting && last.outcome.kind === 'waiting')
            ? t('settings.updates.last', {
                moment: formatMoment(last.at, translator),
                outcome: describeOutcome(last.outcome, translator),
              })
            : !last && t('settings.updates.never')}
        {isOn && !isRunning && (
          <> {t('settings.updates.next', { moment: formatMoment(nextAt, translator) })}</>
        )}
      </p>
      <div class="button-row">
        <Button
          size="small"
          icon={refresh}
          label={t('settings.updates.nowNamed', { title })}
          isDisabled={isRunning}
          onClick={() => actions.onUpdateNow(packId)}
        >
          {t('settings.updates.now')}
        </Button>
        {!isManaged && (
          <Button
            size="small"
            kind="quiet"
            label={t('settings.updates.forgetNamed', { title })}
            onClick={() => actions.onUnsubscribe(packId)}
          >
            {t('settings.updates.forget')}
          </Button>
        )}
      </div>
      {log.length > 1 && (
        <details class="updates__log">
          <summary>{t('settings.updates.log')}</summary>
          <ol>
            {log.map(({ at, outcome }) => (
              <li key={at}>
                <time class="updates__when" dateTime={new Date(at).toISOString()}>
                  {formatMoment(at, translator)}
                </time>
                <span>{describeOutcome(outcome, translator)}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
