import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';
import { settingId } from './sections.ts';

/** Commands by the name that the manifest gives them. */
type Command =
  | '_execute_action'
  | 'look-up'
  | 'open-panel'
  | 'next-mention'
  | 'previous-mention'
  | 'open-mention'
  | 'pin-tooltip'
  | 'close-tooltip';

export interface ShortcutsSectionProps {
  /** `keys`: e.g. "Alt+Shift+F"; empty where none are set. */
  readonly shortcuts: readonly { readonly command: Command; readonly keys: string }[];
  readonly onChange: () => void;
}

/** Keys that always mean the same, with what they do. */
const FIXED = [
  ['Escape', 'close'],
  ['Tab', 'walk'],
  ['Alt+←', 'back'],
] as const;

/** Keyboard shortcuts as they are set in this browser, and the way to set others. */
export function ShortcutsSection({ shortcuts, onChange }: ShortcutsSectionProps) {
  const { t } = useTranslator();
  return (
    <>
      <section class="block" id={settingId('shortcuts', 'keys')}>
        <ul class="rows">
          {shortcuts.map(({ command, keys }) => (
            <li key={command} class="row">
              <span class="row__text">{t(`settings.shortcuts.command.${command}`)}</span>
              {keys === '' ? (
                <span class="keys keys--none">{t('settings.shortcuts.none')}</span>
              ) : (
                <Keys keys={keys} />
              )}
            </li>
          ))}
        </ul>
        <div class="button-row">
          <Button onClick={onChange}>{t('settings.shortcuts.change')}</Button>
        </div>
      </section>
      <section class="block">
        <h2>{t('settings.shortcuts.fixed')}</h2>
        <ul class="rows">
          {FIXED.map(([keys, what]) => (
            <li key={keys} class="row">
              <span class="row__text">{t(`settings.shortcuts.fixed.${what}`)}</span>
              <Keys keys={keys} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Signs that Firefox calls by their names. */
const SIGNS: Readonly<Record<string, string>> = { Period: '.', Comma: ',', Space: '␣' };

function Keys({ keys }: { readonly keys: string }) {
  return (
    // Keys are held down in this order, whichever way words run.
    <span class="keys" dir="ltr">
      {keys.split('+').map((key) => (
        <kbd key={key}>{SIGNS[key] ?? key}</kbd>
      ))}
    </span>
  );
}
