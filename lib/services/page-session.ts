import type { LocaleMessages, MentionsReply, PageReply, PageRequest } from '../model/messages.ts';
import type { PageContext, TextBlock } from '../model/page.ts';
import type { Settings } from '../model/settings.ts';
import { readDossiers } from './dossiers.ts';
import type { Library } from './library.ts';
import { createReading, type Reading } from './reading.ts';

/** What a page session needs of the world; the background passes the real ones, tests their own. */
export interface PageSessionWorld {
  readonly library: Library;
  readonly settings: () => Promise<Settings>;
  /** Messages of the tooltip. */
  readonly locale: LocaleMessages;
  /** Host of the tab's top page: a switch for a site holds for the frames in it too. */
  readonly host: string;
  readonly post: (reply: PageReply) => void;
  readonly loadTooltip: () => Promise<void>;
  /** A sentence for the reader whose facts cannot be read. */
  readonly factsUnreadable: string;
  /** Where failures go that no reader waits for. */
  readonly report: (error: unknown) => void;
}

/** One connection of one page with the background, from `hello` to the port's end. */
export interface PageSession {
  answer(request: PageRequest): Promise<void>;
}

/**
 * Answers a page: scans go in order, because later text may revise earlier marks; facts are answered at
 * once, because somebody is pointing at a name.
 */
export function createPageSession(world: PageSessionWorld): PageSession {
  let reading: Promise<Reading> | undefined;
  let scans: Promise<void> = Promise.resolve();

  const startReading = async (page: PageContext): Promise<Reading> => {
    const [segments, settings] = await Promise.all([world.library.segments(), world.settings()]);
    return createReading({ segments, threshold: settings.linker.threshold }, page);
  };

  const greet = async (page: PageContext) => {
    const settings = await world.settings();
    const isOn = settings.marks.isOn && !settings.sites.blocked.includes(world.host);
    // Loading starts before the page's first text arrives: the two then take the time of the longer one.
    reading = isOn ? startReading(page) : undefined;
    reading?.catch(world.report);
    world.post({ type: 'welcome', isOn, theme: settings.theme, locale: world.locale });
  };

  const scan = async (blocks: readonly TextBlock[], isLast: boolean) => {
    const reply: MentionsReply | undefined = await (await reading)?.scan(blocks, isLast);
    if (reply) world.post(reply);
  };

  const showDossiers = async (visit: number, entityIds: readonly string[]) => {
    try {
      const dossiers = await readDossiers(await world.library.generations(), entityIds);
      world.post({ type: 'dossiers', visit, dossiers });
    } catch (error) {
      world.report(error);
      world.post({ type: 'failed', visit, message: world.factsUnreadable });
    }
  };

  const inOrder = (work: () => Promise<void> | undefined): Promise<void> => {
    scans = scans.then(work).catch(world.report);
    return scans;
  };

  return {
    answer(request) {
      switch (request.type) {
        case 'hello':
          return inOrder(() => greet(request.page));
        case 'scan':
          return inOrder(() => scan(request.blocks, request.isLast));
        case 'forget':
          return inOrder(async () => (await reading)?.forget(request.blockIds));
        case 'dossiers':
          return showDossiers(request.visit, request.entityIds);
        case 'load-tooltip':
          return world.loadTooltip().catch(world.report);
      }
    },
  };
}
