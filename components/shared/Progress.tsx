import { useId } from 'preact/hooks';

export interface ProgressProps {
  readonly label: string;
  /** 0..1; left out where nobody can tell. */
  readonly done?: number | undefined;
}

export function Progress({ label, done }: ProgressProps) {
  const id = useId();
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      <progress id={id} class="progress__bar" max={1} {...(done === undefined ? {} : { value: done })} />
    </div>
  );
}
