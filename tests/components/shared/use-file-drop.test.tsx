// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { useFileDrop } from '../../../components/shared/use-file-drop.ts';
import { draw } from '../draw.tsx';

const file = new File(['{}'], 'harbours.jsonl');

/** A drag over the window, as browsers report it. */
async function drag(
  type: 'dragover' | 'dragleave' | 'drop',
  { files = [file], types = ['Files'] }: { files?: readonly File[]; types?: readonly string[] } = {},
): Promise<Event> {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types, files }, relatedTarget: null });
  await act(() => {
    window.dispatchEvent(event);
  });
  return event;
}

function Page({ onFiles }: { readonly onFiles: Parameters<typeof useFileDrop>[0] }) {
  return <p>{useFileDrop(onFiles) ? 'over' : 'not over'}</p>;
}

describe('a page that takes dropped files', () => {
  it('takes them wherever they are dropped, and keeps the browser from opening them', async () => {
    const onFiles = vi.fn();
    const { root } = await draw(<Page onFiles={onFiles} />);
    expect((await drag('dragover')).defaultPrevented).toBe(true);
    expect(root.textContent).toBe('over');
    const signature = new File(['{}'], 'harbours.jsonl.sig');
    expect((await drag('drop', { files: [file, signature] })).defaultPrevented).toBe(true);
    expect(onFiles).toHaveBeenCalledWith([file, signature]);
    expect(root.textContent).toBe('not over');
  });

  it('keeps the browser from opening them, also while it takes none itself', async () => {
    const { root } = await draw(<Page onFiles={undefined} />);
    expect((await drag('dragover')).defaultPrevented).toBe(true);
    expect(root.textContent).toBe('not over');
    expect((await drag('drop')).defaultPrevented).toBe(true);
  });

  it('leaves other drags alone, and forgets one that left the window', async () => {
    const { root } = await draw(<Page onFiles={vi.fn()} />);
    expect((await drag('dragover', { types: ['text/plain'] })).defaultPrevented).toBe(false);
    await drag('dragover');
    await drag('dragleave');
    expect(root.textContent).toBe('not over');
  });
});
