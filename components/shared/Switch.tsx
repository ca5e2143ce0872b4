import { useId } from 'preact/hooks';

export interface SwitchProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Leaves the label to screen readers, where the sight of the surroundings says it. */
  readonly isLabelHidden?: boolean | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, hint, isLabelHidden = false, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label class="switch" for={id}>
      <span class={isLabelHidden ? 'unseen' : 'switch__text'}>
        <span class="switch__label">{label}</span>
        {hint && (
          <span class="switch__hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
      <input
        id={id}
        class="switch__input"
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself.
        role="switch"
        aria-label={label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
