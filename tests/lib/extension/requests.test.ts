import { describe, expect, it } from 'vitest';
import { readExtensionRequest, readMentionList, readPageRequest } from '../../../lib/extension/requests.ts';
import { MAX_BLOCK_LENGTH, MAX_CHUNK_LENGTH } from '../../../lib/model/page.ts';

const HELLO = {
  type: 'hello',
  page: { url: 'https://gazette.example/', title: 'Gazette', lang: 'en', about: [], links: [] },
};
const FACTS = { type: 'facts', visit: 1, entityId: 'org:orrin', context: { sentence: 'Orrin sails.' } };
const REJECT = { type: 'reject', scope: 'site', isOn: true, entityId: 'org:orrin', form: 'Orrin' };
const SCAN = { type: 'scan', blocks: [{ id: 1, text: 'Vesna Tamm' }], isLast: true };

describe('readPageRequest', () => {
  it.each([
    ['a greeting', HELLO],
    ['text', SCAN],
    ['blocks that left', { type: 'forget', blockIds: [1, 2] }],
    ['a question for facts', FACTS],
    ['a question for reasons', { type: 'explain', visit: 1, blockId: 3, offset: 20 }],
    ['a greeting with what was rejected', { ...HELLO, rejected: [{ entityId: 'org:orrin', form: 'Orrin' }] }],
    ['a rejection', REJECT],
    ['the wish for a dossier', { type: 'open-dossier', target: { id: 'org:orrin', name: 'Orrin' } }],
    ['a look-up', { type: 'look-up', visit: 1, text: 'Orrin' }],
    ['the wish to search', { type: 'search', text: 'Orrin' }],
    ['the wish for the tooltip', { type: 'load-tooltip' }],
  ])('takes %s as it is', (_case, message) => {
    expect(readPageRequest(message)).toEqual(message);
  });

  it.each([
    ['nothing', undefined],
    ['a string', 'scan'],
    ['an unknown type', { type: 'import-pack' }],
    ['a message for the extension’s own pages', { type: 'packs-changed' }],
    ['a field too many', { ...SCAN, packId: 'test.harbour' }],
    ['a block with a negative id', { ...SCAN, blocks: [{ id: -1, text: '' }] }],
    ['a block that is too long', { ...SCAN, blocks: [{ id: 1, text: 'x'.repeat(MAX_BLOCK_LENGTH + 1) }] }],
    [
      'a chunk that is too long',
      {
        ...SCAN,
        blocks: Array.from({ length: MAX_CHUNK_LENGTH / MAX_BLOCK_LENGTH + 1 }, (_, id) => ({
          id,
          text: 'x'.repeat(MAX_BLOCK_LENGTH),
        })),
      },
    ],
    ['a sentence that is none', { ...FACTS, context: { sentence: 'x'.repeat(3_000) } }],
    ['a dossier with more than its name', { type: 'open-dossier', target: { id: 'a', name: 'b', url: 'c' } }],
    ['a rejection for another site', { ...REJECT, host: 'bank.example' }],
    ['a rejection of a whole text', { ...REJECT, form: 'x'.repeat(2_000) }],
    ['a rejection that the page keeps to itself', { ...REJECT, scope: 'page' }],
    ['an entity id of the wrong kind', { ...FACTS, entityId: {} }],
    ['a page with too many links', { ...HELLO, page: { ...HELLO.page, links: Array(501).fill('x') } }],
  ])('refuses %s', (_case, message) => {
    expect(readPageRequest(message)).toBeUndefined();
  });
});

describe('readMentionList', () => {
  const ADA = { id: 'person:ada', name: 'Ada', type: 'person', count: 2, score: 0.9, forms: ['Ada'] };
  const LIST = { isOn: true, pace: 'keeping-up', entities: [ADA] };

  it('takes what a content script says', () => {
    expect(readMentionList(LIST)).toBe(LIST);
  });

  it.each([
    ['nothing', undefined],
    ['entities that are none', { ...LIST, entities: 5 }],
    ['a count that is none', { ...LIST, entities: [{ ...ADA, count: 1e300 }] }],
    ['a sureness beyond all', { ...LIST, entities: [{ ...ADA, score: Number.NaN }] }],
    ['a novel for a name', { ...LIST, entities: [{ ...ADA, forms: ['x'.repeat(2_000)] }] }],
    ['an unknown type', { ...LIST, entities: [{ ...ADA, type: 'ship' }] }],
    ['a field too many', { ...LIST, entities: [{ ...ADA, html: '<b>' }] }],
  ])('refuses %s', (_case, answer) => {
    expect(readMentionList(answer)).toBeUndefined();
  });
});

describe('readExtensionRequest', () => {
  it('takes what popup and settings may say, and nothing else', () => {
    expect(readExtensionRequest({ type: 'packs-changed' })).toEqual({ type: 'packs-changed' });
    expect(readExtensionRequest({ type: 'annotate-tab', tabId: 4 })).toEqual({
      type: 'annotate-tab',
      tabId: 4,
    });
    expect(readExtensionRequest({ type: 'annotate-tab', tabId: '4' })).toBeUndefined();
    expect(readExtensionRequest(SCAN)).toBeUndefined();
  });
});
