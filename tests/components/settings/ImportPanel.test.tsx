import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { ImportPanel, type ImportPanelProps } from '../../../components/settings/ImportPanel.tsx';
import type { ImportState } from '../../../components/settings/import-state.ts';
import type { PlannedChange } from '../../../lib/pack/plan.ts';
import { click, draw } from '../draw.tsx';
import { PREVIEW, REPORT } from '../gallery/fixtures.ts';

const fileName = 'harbours.jsonl';
const NO_CHANGES = { added: 0, changed: 0, superseded: 0, withdrawn: 0, removed: 0, unchanged: 0 };

function createProps(state: ImportState) {
  return {
    state,
    onFile: vi.fn(),
    onCancel: vi.fn(),
    onImport: vi.fn(),
    onDiscard: vi.fn(),
    onListChanges: vi.fn<ImportPanelProps['onListChanges']>(),
  };
}

/** A drag of files over the window, as browsers report it. */
async function drag(type: 'dragover' | 'dragleave' | 'drop', files: readonly File[]): Promise<Event> {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types: ['Files'], files }, relatedTarget: null });
  await act(() => {
    window.dispatchEvent(event);
  });
  return event;
}

describe('an import', () => {
  it('takes a file that is dropped anywhere on the page, and keeps the browser from opening it', async () => {
    const props = createProps({ phase: 'idle' });
    const file = new File(['{}'], fileName);
    const { root } = await draw(<ImportPanel {...props} />);
    expect((await drag('dragover', [file])).defaultPrevented).toBe(true);
    expect(root.textContent).toContain('Let go to read the file');
    expect((await drag('drop', [file])).defaultPrevented).toBe(true);
    expect(props.onFile).toHaveBeenCalledWith(file);
    expect(root.textContent).toContain('Drop a pack here');
  });

  it('keeps the browser from opening a dropped file, also while it takes none itself', async () => {
    const props = createProps({ phase: 'committing', fileName });
    await draw(<ImportPanel {...props} />);
    expect((await drag('drop', [new File(['{}'], 'other.json')])).defaultPrevented).toBe(true);
    expect(props.onFile).not.toHaveBeenCalled();
  });

  it('forgets a drag that left the window', async () => {
    const { root } = await draw(<ImportPanel {...createProps({ phase: 'idle' })} />);
    await drag('dragover', []);
    await drag('dragleave', []);
    expect(root.textContent).toContain('Drop a pack here');
  });

  it('takes a chosen file, also the same one twice', async () => {
    const props = createProps({ phase: 'idle' });
    const { root } = await draw(<ImportPanel {...props} />);
    const input = root.querySelector<HTMLInputElement>('input[type="file"]')!;
    const file = new File(['{}'], fileName);
    for (let time = 0; time < 2; time += 1) {
      Object.defineProperty(input, 'files', { value: [file], configurable: true });
      await act(() => {
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      expect(input.value).toBe('');
    }
    expect(props.onFile.mock.calls).toEqual([[file], [file]]);
  });

  it('shows how far it is, and can be cancelled', async () => {
    const props = createProps({ phase: 'reading', step: 'reading', fileName, done: 0.42, records: 48_200 });
    const { get, text } = await draw(<ImportPanel {...props} />);
    const bar = get('progressbar', 'Reading harbours.jsonl') as HTMLProgressElement;
    expect(bar.value).toBe(0.42);
    expect(text).toContain('48,200 records so far');
    await click(get('button', 'Cancel'));
    expect(props.onCancel).toHaveBeenCalledOnce();
  });

  it('lists what is wrong and what to do, and how much more there is', async () => {
    const { text, all } = await draw(
      <ImportPanel {...createProps({ phase: 'refused', fileName, report: REPORT })} />,
    );
    expect(text).toContain('harbours.jsonl cannot be imported');
    expect(text).toContain('Your packs are as they were');
    expect(all('listitem').map(({ textContent }) => textContent)[0]).toBe(
      'ProblemLine 12, “fact:7”, $.sources: the list is empty, and a fact needs at least one source.' +
        'Name the source that the fact comes from, or leave the fact out.',
    );
    expect(text).toContain('214 more problems of these kinds are not listed.');
  });

  it('changes nothing before the reader has seen what would change', async () => {
    const props = createProps({ phase: 'preview', fileName, preview: PREVIEW });
    const { get, text, root } = await draw(<ImportPanel {...props} />);
    expect(text).toContain('Version 2.1.0 → 2.2.0');
    expect(text).toContain('+11');
    expect([...root.querySelectorAll('.change')]).toHaveLength(4);
    expect(root.querySelector('del')?.textContent).toBe('Shipping company.');
    await click(get('button', 'Discard'));
    expect(props.onDiscard).toHaveBeenCalledOnce();
    expect(props.onImport).not.toHaveBeenCalled();
    await click(get('button', 'Import'));
    expect(props.onImport).toHaveBeenCalledOnce();
  });

  it('narrows the changes to one kind, and asks for those of it that are not listed yet', async () => {
    const props = createProps({ phase: 'preview', fileName, preview: PREVIEW });
    const { get, root } = await draw(<ImportPanel {...props} />);
    const titles = () => [...root.querySelectorAll('.change__title')].map(({ textContent }) => textContent);
    await click(get('radio', '2 changed'));
    expect(titles()).toEqual(['Meridian Lines']);

    const [, changed] = PREVIEW.plan!.changes;
    props.onListChanges.mockResolvedValue([
      { ...changed!, id: 'place:valen', entity: { id: 'place:valen', name: 'Valen' } },
    ]);
    await click(get('button', 'Show 1 more'));
    expect(props.onListChanges).toHaveBeenCalledWith({ offset: 1, limit: 100, kinds: ['changed'] });
    expect(titles()).toEqual(['Meridian Lines', 'Valen']);
    expect(root.textContent).not.toContain('Show 1 more');
  });

  it('drops changes of one kind that arrive when another is shown', async () => {
    const props = createProps({ phase: 'preview', fileName, preview: PREVIEW });
    const { get, root } = await draw(<ImportPanel {...props} />);
    const { promise, resolve } = Promise.withResolvers<readonly PlannedChange[]>();
    props.onListChanges.mockReturnValue(promise);
    await click(get('button', 'Show 13 more'));
    await click(get('radio', '1 withdrawn'));
    await act(() => resolve(PREVIEW.plan!.changes.slice(0, 1)));
    expect(root.querySelectorAll('.change')).toHaveLength(1);
  });

  it('says when the other changes cannot be read', async () => {
    const props = createProps({ phase: 'preview', fileName, preview: PREVIEW });
    const { get } = await draw(<ImportPanel {...props} />);
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    props.onListChanges.mockRejectedValue(new Error('The worker is gone'));
    await click(get('button', 'Show 13 more'));
    expect(get('alert').textContent).toContain('The changes could not be read');
  });

  it('warns of a version older than the one in use', async () => {
    const plan = { ...PREVIEW.plan!, header: { version: 'down', fields: [] } as const };
    const preview = { ...PREVIEW, plan };
    const { text } = await draw(<ImportPanel {...createProps({ phase: 'preview', fileName, preview })} />);
    expect(text).toContain('This version is older than the one in use');
  });

  it('says when nothing would change', async () => {
    const plan = { ...PREVIEW.plan!, entities: NO_CHANGES, facts: NO_CHANGES, changes: [] };
    const preview = { ...PREVIEW, plan };
    const { text } = await draw(<ImportPanel {...createProps({ phase: 'preview', fileName, preview })} />);
    expect(text).toContain('Nothing changes: this is what you have.');
  });

  it.each([
    [
      'preview',
      { phase: 'preview', fileName, preview: PREVIEW },
      'What importing Harbours of the northern coast would change',
    ],
    ['refusal', { phase: 'refused', fileName, report: REPORT }, 'harbours.jsonl cannot be imported'],
    ['end', { phase: 'done', title: 'Harbours', version: '2.2.0' }, 'Import'],
  ] as const)('moves the focus to its %s', async (_rule, state, name) => {
    const { redraw } = await draw(<ImportPanel {...createProps({ phase: 'idle' })} />);
    expect(document.activeElement).toBe(document.body);
    await redraw(<ImportPanel {...createProps(state)} />);
    expect(document.activeElement?.getAttribute('aria-label')).toBe(name);
  });

  it.each([
    [
      'success',
      { phase: 'done', title: 'Harbours', version: '2.2.0' },
      'status',
      'Harbours, version 2.2.0, is installed',
    ],
    [
      'failure',
      { phase: 'failed', fileName, reason: 'There is no room left.' },
      'alert',
      'There is no room left.',
    ],
  ] as const)('announces its %s', async (_rule, state, role, words) => {
    const { get } = await draw(<ImportPanel {...createProps(state)} />);
    expect(get(role).textContent).toContain(words);
  });
});
