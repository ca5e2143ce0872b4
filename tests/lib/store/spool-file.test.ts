import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteSpooled, spool } from '../../../lib/store/spool-file.ts';
import { FakeFolder } from './fake-folder.ts';

let folder: FakeFolder;
const getFolder = async () => folder;
beforeEach(() => {
  folder = new FakeFolder();
});

const pieces = (...texts: readonly string[]) =>
  new Blob([...texts]).stream() as ReadableStream<Uint8Array<ArrayBuffer>>;

describe('what is made to be saved', () => {
  it('lies in a file until it is deleted', async () => {
    const { name = '', content } = await spool(pieces('one ', 'and ', 'two'), { getFolder });
    expect(await content.text()).toBe('one and two');
    expect([...folder.files.keys()]).toEqual([name]);
    await deleteSpooled(name, getFolder);
    expect(folder.files.size).toBe(0);
  });

  it.each([
    ['there is no folder', undefined],
    [
      'the folder is denied, as in private windows',
      async () => {
        throw new DOMException('no', 'SecurityError');
      },
    ],
  ])('is in memory where %s', async (_where, denied) => {
    const { name, content } = await spool(pieces('text'), { getFolder: denied });
    expect([name, await content.text()]).toEqual([undefined, 'text']);
  });

  it('leaves no file where its stream fails', async () => {
    const failing = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('unread'));
      },
    });
    await expect(spool(failing, { getFolder })).rejects.toThrow('unread');
    expect(folder.files.size).toBe(0);
  });

  it('leaves no file where the disk is full, and stops what makes it', async () => {
    folder.quota = 3;
    const cancel = vi.fn();
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('too much')),
      cancel,
    });
    await expect(spool(endless, { getFolder })).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(folder.files.size).toBe(0);
    // What makes the bytes holds files open until it is told.
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('takes the place of what nobody deleted for an hour, and of nothing else', async () => {
    await spool(pieces('old'), { getFolder, now: 1 });
    await spool(pieces('young'), { getFolder, now: 3_600_000 });
    await (await (await folder.getFileHandle('factmark-data-x')).createSyncAccessHandle()).close();
    await spool(pieces('new'), { getFolder, now: 3_600_002 });
    expect([...folder.files.keys()]).toEqual([
      'factmark-spool-3600000',
      'factmark-data-x',
      'factmark-spool-3600002',
    ]);
  });
});
