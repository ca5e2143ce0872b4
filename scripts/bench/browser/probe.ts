import { HOST_NAME } from '../../../lib/tooltip/view.ts';

/** What a probed page reports; times in milliseconds of the page's own clock. */
export type ProbeReport =
  | {
      readonly type: 'marks';
      readonly domContentLoaded: number;
      /** The first frame with marks was handed over to be shown. */
      readonly painted: number;
    }
  | {
      readonly type: 'tooltip';
      /** The first pointer event over the mark. */
      readonly pointed: number;
      readonly painted: number;
    };

/**
 * A page's own script that sees marks and tooltips come, because nothing may be attached to the browser
 * while it is timed. Marks are looked for just before each frame is drawn: those that are there come with it.
 */
export function probeSource(reportTo: string): string {
  return `(${watch.toString()})(${JSON.stringify(reportTo)}, ${JSON.stringify(HOST_NAME)});`;
}

/** Runs in the page: uses nothing from around it. */
function watch(reportTo: string, hostName: string): void {
  const report = (body: object) => void fetch(reportTo, { method: 'POST', body: JSON.stringify(body) });
  /** Called just before a frame is drawn, calls back when it was. */
  const afterDrawing = (callback: (painted: number) => void) => setTimeout(() => callback(performance.now()));
  let domContentLoaded = 0;
  let pointed = 0;

  const look = () => {
    if ([...CSS.highlights.values()].some((ranges) => ranges.size > 0))
      afterDrawing((painted) => report({ type: 'marks', domContentLoaded, painted }));
    else requestAnimationFrame(look);
  };
  document.addEventListener('DOMContentLoaded', () => {
    domContentLoaded = performance.now();
    look();
  });

  const isOnMark = (x: number, y: number) => {
    for (const ranges of CSS.highlights.values()) {
      for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        for (const box of range.getClientRects()) {
          if (box.left <= x && x < box.right && box.top <= y && y < box.bottom) return true;
        }
      }
    }
    return false;
  };
  addEventListener(
    'pointermove',
    ({ clientX, clientY, timeStamp }) => {
      if (!isOnMark(clientX, clientY)) pointed = 0;
      else if (pointed === 0) pointed = timeStamp;
    },
    true,
  );
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if ((node as Element).localName !== hostName) continue;
        requestAnimationFrame(() => afterDrawing((painted) => report({ type: 'tooltip', pointed, painted })));
      }
    }
  }).observe(document.documentElement, { childList: true });
}
