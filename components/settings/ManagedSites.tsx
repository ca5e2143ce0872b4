import { useTranslator } from '../shared/translation.ts';
import { Managed } from './Managed.tsx';

/** Hosts on which the reader's organisation keeps marks off. */
export function ManagedSites({ hosts }: { readonly hosts: readonly string[] }) {
  const { t } = useTranslator();
  if (hosts.length === 0) return null;
  return (
    <section class="block">
      <h2>{t('settings.managed.sites')}</h2>
      <Managed isManaged>
        <ul class="rows" aria-label={t('settings.managed.sites')}>
          {hosts.map((host) => (
            <li key={host} class="row">
              <bdi class="row__text">{host}</bdi>
            </li>
          ))}
        </ul>
      </Managed>
    </section>
  );
}
