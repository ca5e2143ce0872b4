import type { IconNode } from 'lucide';
import check from 'lucide/dist/esm/icons/check.mjs';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Shows what the choice does. */
  readonly sample?: ComponentChildren;
}

export interface ChoiceProps<Value extends string> {
  /** What is being chosen. */
  readonly label: string;
  readonly options: readonly ChoiceOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of several, each with a sentence that explains it. */
export function ExplainedChoice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend class="unseen">{label}</legend>
      <div class="choices">
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input
              class="choice__input"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-label={option.label}
              aria-describedby={option.hint ? `${name}-${option.value}` : undefined}
              onChange={() => onChange(option.value)}
            />
            <span class="choice__label">{option.label}</span>
            {option.hint && (
              <span class="choice__hint" id={`${name}-${option.value}`}>
                {option.hint}
              </span>
            )}
            {option.sample}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface SeveralChoiceProps<Value extends string> extends Pick<ChoiceProps<Value>, 'label'> {
  readonly options: readonly (ChoiceOption<Value> & { readonly icon: IconNode })[];
  readonly values: readonly Value[];
  readonly onChange: (value: Value, isChosen: boolean) => void;
}

/** Any of several, each a sign and a word, side by side. */
export function SeveralChoice<Value extends string>({
  label,
  options,
  values,
  onChange,
}: SeveralChoiceProps<Value>) {
  return (
    <fieldset>
      <legend class="unseen">{label}</legend>
      <div class="segments">
        {options.map(({ value, label: word, icon }) => {
          const isChosen = values.includes(value);
          return (
            <label key={value} class="segments__option">
              <input
                class="segments__input"
                type="checkbox"
                checked={isChosen}
                onChange={() => onChange(value, !isChosen)}
              />
              <Icon icon={isChosen ? check : icon} size={14} />
              {word}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** One of a few, each a word, side by side. */
export function SegmentedChoice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend class="unseen">{label}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value} class="segments__option">
            <input
              class="segments__input"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
