import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchPackChanges } from '../../../lib/extension/pack-changes.ts';
import {
  EXTENSION_REQUESTS,
  PAGE_REQUESTS,
  readExtensionRequest,
  readPageRequest,
  readUpdateRequest,
  readViewerRequest,
  UPDATE_REQUESTS,
  VIEWER_REQUESTS,
} from '../../../lib/extension/requests.ts';
import { isFromBackground, isFromExtension, type MessageSender } from '../../../lib/extension/senders.ts';
import { serveUpdates } from '../../../lib/extension/update-page.ts';
import type { PageReply } from '../../../lib/model/messages.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { createPageSession, type PageSessionWorld } from '../../../lib/services/page-session.ts';
import { breakShapes, MESSAGES } from './hostile-messages.ts';

const ID = fakeBrowser.runtime.id;
const OURS = fakeBrowser.runtime.getURL('/' as never);

/** Whoever could send a message to a part of the extension. */
const SENDERS = {
  background: { id: ID, url: `${OURS}background.js` },
  'a page of ours in a tab': { id: ID, url: `${OURS}options.html`, tab: { id: 1 } },
  'a page of ours in no tab': { id: ID, url: `${OURS}popup.html` },
  'a content script': { id: ID, url: 'https://bank.example/', tab: { id: 2 } },
  'a content script in a frame': { id: ID, url: 'https://ads.example/frame', tab: { id: 2 } },
  'a content script without an address': { id: ID, tab: { id: 2 } },
  'a page that has our address in its own': { id: ID, url: `https://evil.example/?${OURS}`, tab: { id: 3 } },
  'another extension': { id: 'other', url: `${OURS}options.html` },
  nobody: {},
} satisfies Record<string, MessageSender>;

describe('whoever sends a message', () => {
  it('is of the extension only by id and address', () => {
    const trusted = Object.entries(SENDERS).filter(([, sender]) => isFromExtension(sender));
    expect(trusted.map(([name]) => name)).toEqual([
      'background',
      'a page of ours in a tab',
      'a page of ours in no tab',
    ]);
  });

  it('is the background only outside any tab', () => {
    const trusted = Object.entries(SENDERS).filter(([, sender]) => isFromBackground(sender));
    expect(trusted.map(([name]) => name)).toEqual(['background', 'a page of ours in no tab']);
  });
});

/** Every kind of message, by who receives it, with what reads it there. */
const RECEIVERS = [
  { receiver: 'port', shapes: PAGE_REQUESTS, read: readPageRequest },
  { receiver: 'background', shapes: EXTENSION_REQUESTS, read: readExtensionRequest },
  { receiver: 'update page', shapes: UPDATE_REQUESTS, read: readUpdateRequest },
  { receiver: 'viewer', shapes: VIEWER_REQUESTS, read: readViewerRequest },
] as const;

describe.each(RECEIVERS)('messages to the $receiver', ({ receiver, shapes, read }) => {
  const known: Readonly<Record<string, unknown>> = MESSAGES[receiver];

  it('each have a sample here, so that none goes untried', () => {
    expect(Object.keys(known).toSorted()).toEqual(Object.keys(shapes).toSorted());
  });

  it.each(Object.entries(known))('are taken in their shape alone: %s', (type, sample) => {
    expect(read(sample)).toEqual(sample);
    for (const [broken, message] of breakShapes(sample as object)) {
      expect(read(message), `${type} ${broken}`).toBeUndefined();
    }
  });

  it('are of no kind that another receiver knows', () => {
    for (const [other, messages] of Object.entries(MESSAGES)) {
      if (other === receiver) continue;
      for (const [type, message] of Object.entries(messages)) {
        if (!Object.hasOwn(shapes, type)) expect(read(message), type).toBeUndefined();
      }
    }
  });

  it.each([
    undefined,
    null,
    0,
    'hello',
    [],
    {},
    { type: '__proto__' },
    { type: 'constructor' },
    { type: {} },
  ])('are not %j', (message) => {
    expect(read(message)).toBeUndefined();
  });
});

describe('a content script that a page has taken over', () => {
  /** What a session may do to the world, and to what end; anything else is a fault. */
  const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    // Its text is on its way.
    hello: ['segments', 'rejections'],
    scan: ['segments', 'rejections'],
    forget: [],
    facts: ['generations'],
    explain: ['segments', 'rejections'],
    // One name on the page's own site, or a question that the reader answers in the settings.
    reject: ['rejectHere'],
    // A panel, or one tab, and only from in front of the reader (panel.test.ts).
    'open-dossier': ['openBeside'],
    search: ['openBeside'],
    'look-up': ['segments'],
    'load-tooltip': ['loadTooltip'],
  };

  it.each(Object.entries(MESSAGES.port))('reads names, and changes nothing, by %s', async (type, message) => {
    const touched: string[] = [];
    const replies: PageReply[] = [];
    const note =
      <T>(name: string, answer: T) =>
      async () => {
        touched.push(name);
        return answer;
      };
    const world: PageSessionWorld = {
      library: { segments: note('segments', []), generations: note('generations', []) },
      settings: async () => DEFAULT_SETTINGS,
      rejections: note('rejections', []),
      rejectHere: note('rejectHere', undefined),
      askToReject: note('askToReject', undefined),
      locale: () => ({ locale: 'en', messages: {} }),
      host: 'bank.example',
      post: (reply) => void replies.push(reply),
      counted: () => {},
      loadTooltip: note('loadTooltip', undefined),
      openBeside: note('openBeside', undefined),
      factsUnreadable: () => 'No facts',
      report: (error) => {
        throw error;
      },
    };
    const session = createPageSession(world);
    await session.open('look-up');
    await session.answer(readPageRequest(MESSAGES.port.hello)!);
    touched.length = 0;
    await session.answer(readPageRequest(message)!);
    expect(ALLOWED, 'every kind has its answer here').toHaveProperty(type);
    expect(touched.filter((name) => !ALLOWED[type]!.includes(name))).toEqual([]);
    const kinds = new Set(replies.map((reply) => reply.type));
    expect(
      [...kinds].filter((kind) => !['welcome', 'mentions', 'facts', 'match', 'found'].includes(kind)),
    ).toEqual([]);
  });

  it('is asked about, and changes nothing itself, when it rejects a name everywhere', () => {
    const everywhere = readPageRequest({ ...MESSAGES.port.reject, scope: 'everywhere' });
    expect(everywhere).toBeDefined();
    // The page's host comes from the browser; a message that names one is refused.
    expect(readPageRequest({ ...MESSAGES.port.reject, host: 'bank.example' })).toBeUndefined();
  });
});

describe('the page that updates packs', () => {
  beforeEach(() => fakeBrowser.reset());

  const send = (message: unknown, sender: MessageSender) =>
    (fakeBrowser.runtime.onMessage as unknown as { trigger(...args: unknown[]): Promise<unknown[]> }).trigger(
      message,
      sender,
      () => {},
    );

  it('does what the background asks in its shape, and nothing else', async () => {
    const update = vi.fn(async () => ({ outcome: { kind: 'unchanged' } as const }));
    serveUpdates(update);
    const good = MESSAGES['update page']['update-pack'];
    for (const [name, sender] of Object.entries(SENDERS)) {
      if (isFromBackground(sender)) continue;
      await send(good, sender);
      expect(update, name).not.toHaveBeenCalled();
    }
    for (const [broken, message] of breakShapes(good)) {
      await send(message, SENDERS.background);
      expect(update, broken).not.toHaveBeenCalled();
    }
    await send(good, SENDERS.background);
    expect(update).toHaveBeenCalledExactlyOnceWith(good.subscription);
  });

  it('is told of changed packs by the extension alone', async () => {
    const onChange = vi.fn();
    watchPackChanges(onChange);
    const message = MESSAGES.background['packs-changed'];
    for (const sender of Object.values(SENDERS)) if (!isFromExtension(sender)) await send(message, sender);
    expect(onChange).not.toHaveBeenCalled();
    await send(message, SENDERS['a page of ours in a tab']);
    expect(onChange).toHaveBeenCalledOnce();
  });
});
