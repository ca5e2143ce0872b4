import { toRejectedForm } from '../../lib/model/rejection.ts';
import { findLineRect } from '../../lib/page/hit-test.ts';
import type { PageMention } from '../../lib/page/mentions.ts';
import { parentElementOf } from '../../lib/page/parents.ts';
import type { TooltipPage } from '../../lib/tooltip/view.ts';
import type { PageTooltip } from './page-tooltip.ts';

/**
 * What a tooltip needs of the page. Part of the tooltip's script: every page loads the content script, and
 * only one in which the reader nears a mention this.
 */
export function createTooltipPage(ground: PageTooltip): TooltipPage<PageMention> {
  const { annotator, painter, context, send } = ground.parts;
  return {
    ask(visit, entityId, sentence) {
      const published = context()?.published;
      send({ type: 'facts', visit, entityId, context: { sentence, published } });
    },
    askWhy(visit, mention) {
      annotator.tell();
      send({ type: 'explain', visit, ...placeOf(mention) });
    },
    describe(mention) {
      const { entity, block, start, end } = mention;
      const isStop = () => ground.stop === mention;
      return {
        entity,
        anchor: {
          // All of a block's text lies in the same dialog, or in none.
          element: parentElementOf(block.pieces[0]!.node)!,
          findRect: () => findLineRect(ground.hitTest.rectsOf(mention), isStop() ? undefined : ground.point),
        },
        place: { text: block.text, start, end },
        takesFocus: isStop(),
      };
    },
    setCurrent: (mention) => painter.setCurrent(mention),
    openDossier: ({ id, name }) => send({ type: 'open-dossier', target: { id, name } }),
    reject({ entity, block, start, end }, scope, isOn) {
      const match = { entityId: entity.id, form: toRejectedForm(block.text.slice(start, end)) };
      if (scope !== 'page') {
        send({ type: 'reject', scope, isOn, ...match });
        return;
      }
      const others = ground.rejected.filter(
        ({ entityId, form }) => entityId !== match.entityId || form !== match.form,
      );
      ground.rejected = isOn ? [...others, match] : others;
      annotator.rescan();
    },
  };
}

/** The part of its block that a mention stands in, as the background knows it. */
function placeOf({ block, start }: PageMention): { blockId: number; offset: number } {
  const part = block.cuts.filter((cut) => cut <= start).length;
  return { blockId: block.id + part, offset: start - (block.cuts[part - 1] ?? 0) };
}
