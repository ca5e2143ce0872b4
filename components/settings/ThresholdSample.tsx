import type { Span } from '../../lib/model/mention.ts';
import type { MarkLook } from '../../lib/model/settings.ts';

export interface ThresholdSampleProps {
  readonly text: string;
  /** In text order, without overlaps. */
  readonly marks: readonly Span[];
  readonly look: MarkLook;
}

/** A sentence as it would be marked on a page. */
export function ThresholdSample({ text, marks, look }: ThresholdSampleProps) {
  let end = 0;
  return (
    <span class="choice__sample sample__text">
      {marks.flatMap((mark) => {
        const before = text.slice(end, mark.start);
        end = mark.end;
        return [
          before,
          <span key={mark.start} class={`marked marked--${look}`}>
            {text.slice(mark.start, mark.end)}
          </span>,
        ];
      })}
      {text.slice(end)}
    </span>
  );
}
