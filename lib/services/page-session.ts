import type { ReadingContext } from '../model/entity-facts.ts';
import type { LocaleMessages, PageReply, PageRequest } from '../model/messages.ts';
import type { PageContext, TextBlock } from '../model/page.ts';
import type { PanelRequest } from '../model/panel.ts';
import type { RejectedMatch, Rejection } from '../model/rejection.ts';
import { areMarksOn, findBlocking, type Settings } from '../model/settings.ts';
import { readEntityFacts } from './entity-facts.ts';
import { findByName } from './find-by-name.ts';
import type { Library } from './library.ts';
import { createMarkCount } from './mark-count.ts';
import { createMarkStyles } from './mark-styles.ts';
import { createReading, type Reading } from './reading.ts';

/** What a page session needs of the world; the background passes the real ones, tests their own. */
export interface PageSessionWorld {
  readonly library: Library;
  readonly settings: () => Promise<Settings>;
  /** Everything that the reader rejected for good, on whatever site. */
  readonly rejections: () => Promise<readonly Rejection[]>;
  /** Saves, or takes back, that a name does not mean an entity on this page's site. */
  readonly rejectHere: (match: RejectedMatch, isOn: boolean) => Promise<void>;
  /** Asks the reader, out of the page's reach, whether a name means an entity nowhere. */
  readonly askToReject: (match: RejectedMatch) => Promise<void>;
  /** Messages of the tooltip in the language that the reader chose. */
  readonly locale: (language: Settings['language']) => LocaleMessages;
  /** Host of the tab's top page: a switch for a site holds for the frames in it too. */
  readonly host: string;
  readonly post: (reply: PageReply) => void;
  /** How many marks the page was told to paint, whenever that changes. */
  readonly counted: (marks: number) => void;
  readonly loadTooltip: () => Promise<void>;
  /** Called in the moment of the request: browsers open a panel at no other. */
  readonly openBeside: (wanted: PanelRequest) => Promise<void>;
  /** A sentence for the reader whose facts cannot be read. */
  readonly factsUnreadable: (language: Settings['language']) => string;
  /** Where failures go that no reader waits for. */
  readonly report: (error: unknown) => void;
}

/** One connection of one page with the background, until the port's end. */
export interface PageSession {
  /**
   * Welcomes the page, before it says anything.
   *
   * @param purpose `read`: what reading needs is loaded at once, because text is on its way. `look-up`: only
   * facts are wanted for now, and they come sooner if nothing else is loaded.
   */
  open(purpose: 'read' | 'look-up'): Promise<void>;
  answer(request: PageRequest): Promise<void>;
}

/**
 * Answers a page: scans go in order, because later text may revise earlier marks; facts are answered at
 * once, because somebody is pointing at a name.
 */
export function createPageSession(world: PageSessionWorld): PageSession {
  let settings: Settings | undefined;
  /** Whether the page was told that it is marked; undefined before it was told anything. */
  let isOn: boolean | undefined;
  let page: PageContext | undefined;
  /** What the reader rejected on this page alone. */
  let rejectedHere: readonly RejectedMatch[] = [];
  let reading: Promise<Reading> | undefined;
  let turns: Promise<void> = Promise.resolve();
  const count = createMarkCount();

  const welcome = async () => {
    const before = settings;
    settings = await world.settings();
    const wasOn = isOn;
    isOn = areMarksOn(settings, Date.now()) && findBlocking(settings, world.host) === undefined;
    const { theme, marks, language } = settings;
    const { look } = marks;
    const isSame = theme === before?.theme && look === before.marks.look && language === before.language;
    if (isOn === wasOn && isSame) return;
    world.post({
      type: 'welcome',
      isOn,
      theme,
      marks: createMarkStyles(look),
      locale: world.locale(language),
    });
    if (isOn) return;
    count.clear();
    world.counted(0);
  };

  const startReading = async (context: PageContext): Promise<Reading> => {
    const [segments, rejections] = await Promise.all([world.library.segments(), world.rejections()]);
    const { linker, marks } = settings as Settings;
    const rejected = rejections.filter(({ host }) => host === undefined || host === world.host);
    return createReading(
      {
        segments,
        threshold: linker.threshold,
        density: marks.density,
        hiddenTypes: marks.hiddenTypes,
        rejected: [...rejected, ...rejectedHere],
      },
      context,
    );
  };

  const greet = async (context: PageContext, rejected: readonly RejectedMatch[] = []) => {
    // The page says hello again when packs or settings have changed; the first time it was welcomed already.
    if (page !== undefined || isOn === undefined) await welcome();
    page = context;
    rejectedHere = rejected;
    reading = undefined;
    // Its text is on its way, and asks again: a failure is reported then.
    getReading().catch(() => undefined);
  };

  /** What the page's text is read with; none where marks are off. */
  const getReading = async (): Promise<Reading | undefined> => {
    if (!isOn || page === undefined) return undefined;
    reading ??= startReading(page);
    try {
      return await reading;
    } catch (error) {
      reading = undefined;
      throw error;
    }
  };

  const scan = async (blocks: readonly TextBlock[], isLast: boolean) => {
    const reply = await (await getReading())?.scan(blocks, isLast);
    if (!reply) return;
    world.post(reply);
    count.note(reply);
    world.counted(count.total);
  };

  const showFacts = async (visit: number, entityId: string, context: ReadingContext) => {
    try {
      const facts = await readEntityFacts(await world.library.generations(), entityId, context);
      world.post({ type: 'facts', visit, facts });
    } catch (error) {
      world.report(error);
      world.post({ type: 'failed', visit, message: world.factsUnreadable(settings?.language ?? 'auto') });
    }
  };

  const lookUp = async (visit: number, text: string) => {
    const entity = await world.library
      .segments()
      .then((segments) => findByName(segments, text))
      .catch(world.report);
    world.post({ type: 'found', visit, entity: entity ?? undefined });
  };

  const explain = async (visit: number, blockId: number, offset: number) => {
    const match = (await getReading())?.explain(blockId, offset);
    if (match) world.post({ type: 'match', visit, match });
  };

  const inOrder = (work: () => Promise<void> | undefined): Promise<void> => {
    turns = turns.then(work).catch(world.report);
    return turns;
  };

  return {
    open(purpose) {
      return inOrder(async () => {
        await welcome();
        if (!isOn) return;
        const loading = purpose === 'read' ? world.library.segments() : world.library.generations();
        // The page's own request asks for it again: a failure is reported then.
        loading.catch(() => undefined);
      });
    },

    answer(request) {
      switch (request.type) {
        case 'hello':
          return inOrder(() => greet(request.page, request.rejected));
        case 'scan':
          return inOrder(() => scan(request.blocks, request.isLast));
        case 'forget':
          return inOrder(async () => {
            (await reading)?.forget(request.blockIds);
            count.forget(request.blockIds);
            world.counted(count.total);
          });
        case 'facts':
          return showFacts(request.visit, request.entityId, request.context);
        case 'explain':
          return inOrder(() => explain(request.visit, request.blockId, request.offset));
        case 'reject': {
          const { entityId, form, scope, isOn } = request;
          const done =
            scope === 'site' || !isOn
              ? world.rejectHere({ entityId, form }, isOn)
              : world.askToReject({ entityId, form });
          return done.catch(world.report);
        }
        case 'open-dossier':
          return world.openBeside({ kind: 'dossier', target: request.target }).catch(world.report);
        case 'search':
          return world.openBeside({ kind: 'look-up', text: request.text }).catch(world.report);
        case 'look-up':
          // Not before the page was welcomed: it shows nothing in a language that it does not know yet.
          return inOrder(() => lookUp(request.visit, request.text));
        case 'load-tooltip':
          return world.loadTooltip().catch(world.report);
      }
    },
  };
}
