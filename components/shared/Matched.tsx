import { Fragment } from 'preact';
import type { MatchedText } from '../../lib/model/search.ts';

/** A text with the parts that a query matched brought out. */
export function Matched({ text, spans }: MatchedText) {
  let end = 0;
  return (
    <>
      {spans.map((span) => {
        const before = text.slice(end, span.start);
        end = span.end;
        return (
          <Fragment key={span.start}>
            {before}
            <mark>{text.slice(span.start, span.end)}</mark>
          </Fragment>
        );
      })}
      {text.slice(end)}
    </>
  );
}
