// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PagePanelProps } from '../../../components/popup/PagePanel.tsx';
import type { PageMention } from '../../../components/popup/page-state.ts';
import { usePage } from '../../../entrypoints/popup/use-page.ts';
import { readRejections } from '../../../lib/extension/rejections.ts';
import { draw } from '../../components/draw.tsx';
import { useLocks } from '../../lib/extension/locks.ts';

const LUMEN: PageMention = {
  id: 'org:lumen',
  name: 'Lumen',
  type: 'organization',
  count: 2,
  score: 0.9,
  forms: ['Lumen', 'Lumen Works'],
};

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
  for (const event of [fakeBrowser.permissions.onAdded, fakeBrowser.permissions.onRemoved]) {
    vi.spyOn(event, 'addListener').mockReturnValue();
    vi.spyOn(event, 'removeListener').mockReturnValue();
  }
});

describe('a name that is rejected in the popup', () => {
  it('is said to be no longer marked once that is saved, and not before', async () => {
    let latest: Omit<PagePanelProps, 'onOpenMention'> | undefined;
    function Panel() {
      latest = usePage(async () => 'Lumen');
      return null;
    }
    await draw(<Panel />);
    const reject = () => act(async () => latest!.onReject(LUMEN, 'everywhere'));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const set = vi
      .spyOn(fakeBrowser.storage.local, 'set')
      .mockRejectedValue(new Error('QUOTA_BYTES exceeded'));
    await reject();
    await vi.waitFor(() => expect(latest!.isUnsaved).toBe(true));
    expect(latest!.rejections).toEqual([]);
    set.mockRestore();
    await reject();
    await vi.waitFor(() => expect(latest!.rejections).toEqual([{ mention: LUMEN, scope: 'everywhere' }]));
    expect(latest!.isUnsaved).toBe(false);
    expect((await readRejections()).map(({ form }) => form)).toEqual(['Lumen', 'Lumen Works']);
  });

  it('is rejected everywhere only by the name that the packs give it, and in so many forms', async () => {
    let latest: Omit<PagePanelProps, 'onOpenMention'> | undefined;
    function Panel() {
      latest = usePage(async (id) => (id === LUMEN.id ? 'Lumen' : 'Another'));
      return null;
    }
    await draw(<Panel />);
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const forms = Array.from({ length: 500 }, (_, i) => `Lumen ${i}`);
    await act(async () => latest!.onReject({ ...LUMEN, id: 'org:other', forms }, 'everywhere'));
    await vi.waitFor(() => expect(latest!.isUnsaved).toBe(true));
    expect(error).toHaveBeenCalled();
    expect(await readRejections()).toEqual([]);
    await act(async () => latest!.onReject({ ...LUMEN, forms }, 'everywhere'));
    await vi.waitFor(() => expect(latest!.rejections).toHaveLength(1));
    expect(await readRejections()).toHaveLength(100);
  });
});
