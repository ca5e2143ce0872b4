// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { ImportPanel, type ImportPanelProps } from '../../../components/settings/ImportPanel.tsx';
import type { ImportState } from '../../../components/settings/import-state.ts';
import type { PlannedChange } from '../../../lib/pack/plan.ts';
import { click, draw, type } from '../draw.tsx';
import { PREVIEW, READING, REPORT, TABLE } from '../gallery/fixtures.ts';

const { fileName } = READING;
const DONE = { phase: 'done', packId: 'harbours', title: 'Harbours', version: '2.2.0' } as const;
const NO_CHANGES = { added: 0, changed: 0, superseded: 0, withdrawn: 0, removed: 0, unchanged: 0 };

function createProps(state: ImportState) {
  return {
    state,
    isOver: false,
    titleOf: () => 'Register of harbours',
    onFiles: vi.fn(),
    onText: vi.fn(),
    onAddress: vi.fn(),
    onConvert: vi.fn(),
    onCancel: vi.fn(),
    onImport: vi.fn(),
    onDiscard: vi.fn(),
    onListChanges: vi.fn<ImportPanelProps['onListChanges']>(),
    onSaveProblems: vi.fn(),
    onSubscribe: vi.fn(),
  };
}

describe('an import', () => {
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
    expect(props.onFiles.mock.calls).toEqual([[[file]], [[file]]]);
  });

  it('shows how far it is, and can be cancelled', async () => {
    const props = createProps(READING);
    const { get, text } = await draw(<ImportPanel {...props} />);
    const bar = get('progressbar', 'Reading harbours-2.2.0.jsonl.gz') as HTMLProgressElement;
    expect(bar.value).toBe(0.42);
    expect(text).toContain('12.4 MB of 29.5 MB · 48,200 records · about 21 seconds left');
    await click(get('button', 'Cancel'));
    expect(props.onCancel).toHaveBeenCalledOnce();
  });

  it('lists what is wrong and what to do, and how much more there is', async () => {
    const props = createProps({ phase: 'refused', fileName, report: REPORT });
    const { text, all, get } = await draw(<ImportPanel {...props} />);
    expect(text).toContain('harbours-2.2.0.jsonl.gz cannot be imported');
    expect(text).toContain('Your packs are as they were');
    expect(all('listitem').map(({ textContent }) => textContent)[0]).toBe(
      'ProblemLine 12, “fact:7”, $.sources: the list is empty, and a fact needs at least one source.' +
        'Name the source that the fact comes from, or leave the fact out.',
    );
    expect(text).toContain('214 more problems of these kinds are not listed.');
    await click(get('button', 'Save all 217 as a file'));
    expect(props.onSaveProblems).toHaveBeenCalledOnce();
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
    ['refusal', { phase: 'refused', fileName, report: REPORT }, 'harbours-2.2.0.jsonl.gz cannot be imported'],
    [
      'table',
      { phase: 'mapping', fileName, table: TABLE },
      'What the columns of harbours-2.2.0.jsonl.gz mean',
    ],
    ['end', { ...DONE, address: undefined }, 'Import'],
  ] as const)('moves the focus to its %s', async (_rule, state, name) => {
    const { redraw } = await draw(<ImportPanel {...createProps({ phase: 'idle' })} />);
    expect(document.activeElement).toBe(document.body);
    await redraw(<ImportPanel {...createProps(state)} />);
    expect(document.activeElement?.getAttribute('aria-label')).toBe(name);
  });

  it.each([
    ['success', { ...DONE, address: undefined }, 'status', 'Harbours, version 2.2.0, is installed'],
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

  it('takes a text, in its field or pasted anywhere on the page', async () => {
    const props = createProps({ phase: 'idle' });
    const { get } = await draw(<ImportPanel {...props} />);
    const paste = async (target: EventTarget, text: string) => {
      const event = Object.assign(new Event('paste', { bubbles: true }), {
        clipboardData: { files: [], getData: () => text },
      });
      await act(() => {
        target.dispatchEvent(event);
      });
    };
    await paste(document.body, ' {"format": "fact-pack/1"}');
    expect(props.onText.mock.calls).toEqual([[' {"format": "fact-pack/1"}']]);
    await paste(document.body, 'A sentence that was meant for elsewhere');
    await click(get('button', 'Paste text'));
    const field = get('textbox', 'Text of a pack');
    expect(document.activeElement).toBe(field);
    await paste(field, '{}');
    expect(props.onText).toHaveBeenCalledOnce();
    await type(field, '{"record": "pack"}');
    await click(get('button', 'Read the text'));
    expect(props.onText).toHaveBeenLastCalledWith('{"record": "pack"}');
  });

  it('takes an address, and keeps it at hand where it led nowhere', async () => {
    const props = createProps({ phase: 'idle' });
    const { get, redraw } = await draw(<ImportPanel {...props} />);
    await click(get('button', 'From an address'));
    await type(get('textbox', 'Address of a pack'), ' gazette.example/a.json ');
    await click(get('button', 'Fetch'));
    expect(props.onAddress).toHaveBeenCalledWith('gazette.example/a.json');
    const failed = {
      phase: 'failed',
      fileName: 'a.json',
      reason: 'No answer.',
      address: 'gazette.example/a.json',
    } as const;
    await redraw(<ImportPanel {...createProps(failed)} />);
    expect((get('textbox', 'Address of a pack') as HTMLInputElement).value).toBe('gazette.example/a.json');
  });

  it('offers to keep up to date what says where newer versions are', async () => {
    const props = createProps({ ...DONE, address: 'https://gazette.example/a.json' });
    const { get } = await draw(<ImportPanel {...props} />);
    await click(get('button', 'Keep it up to date from gazette.example'));
    expect(props.onSubscribe).toHaveBeenCalledWith('harbours', 'https://gazette.example/a.json');
  });

  it('names both sides where the pack contradicts another', async () => {
    const { text } = await draw(
      <ImportPanel {...createProps({ phase: 'preview', fileName, preview: PREVIEW })} />,
    );
    expect(text).toContain('Contradicts another pack in one place');
    expect(text).toContain('This pack: Meridian Lines runs fourteen ferries.');
    expect(text).toContain('Register of harbours Meridian Lines runs eleven ferries.');
  });

  it.each([
    ['unsigned', undefined, 'Not signed: nobody vouches for who wrote it.'],
    ['first', 'ed25519:abcdefghijklmnop', 'From now on only updates by this key are accepted.'],
    ['same', 'ed25519:abcdefghijklmnop', 'Signed by the same key as your version: abcd efgh ijkl'],
    ['handed-over', 'ed25519:abcdefghijklmnop', 'for which the key of your version vouches: abcd efgh ijkl'],
  ] as const)('says in words that a pack is signed: %s', async (state, publicKey, words) => {
    const preview = { ...PREVIEW, signature: { state, publicKey } };
    const { text } = await draw(<ImportPanel {...createProps({ phase: 'preview', fileName, preview })} />);
    expect(text).toContain(words);
  });

  describe('of a table', () => {
    const state = { phase: 'mapping', fileName: 'operators.csv', table: TABLE } as const;

    it('shows what each column is taken for, with examples, and lets it be corrected', async () => {
      const props = createProps(state);
      const { get, text } = await draw(<ImportPanel {...props} />);
      expect(text).toContain('Meridian Lines · Kranfeld & Söhne · Sund Ferries');
      const choose = async (heading: string, field: string) => {
        const select = get('combobox', heading) as HTMLSelectElement;
        await act(() => {
          select.value = field;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        });
      };
      await choose('Berths in the year of our survey', 'value');
      await choose('Column 4', 'aliases');
      await type(get('textbox', 'Title of the pack'), 'Operators');
      await click(get('button', 'Continue'));
      expect(props.onConvert).toHaveBeenCalledWith({
        id: 'harbour-operators',
        title: 'Operators',
        language: 'en',
        defaultType: 'organization',
        mapping: { name: [0], aliases: [1, 3], value: [2] },
      });
    });

    it('goes on only once a column holds the names', async () => {
      const props = createProps({ ...state, table: { ...TABLE, mapping: {} } });
      const { get } = await draw(<ImportPanel {...props} />);
      expect(get('alert').textContent).toContain('Say which column holds the names.');
      await click(get('button', 'Continue'));
      expect(props.onConvert).not.toHaveBeenCalled();
    });
  });

  it('takes the focus from what it replaced, and from nobody who went on elsewhere', async () => {
    const page = (state: ImportState) => (
      <>
        <input type="text" aria-label="Elsewhere" />
        <ImportPanel {...createProps(state)} />
      </>
    );
    const { get, root, redraw } = await draw(page({ phase: 'idle' }));
    const panel = root.querySelector('section.import')!;
    get('button', 'Choose a file').focus();
    await redraw(page(READING));
    expect(document.activeElement).toBe(panel);

    get('textbox', 'Elsewhere').focus();
    await redraw(page({ phase: 'preview', fileName, preview: PREVIEW }));
    expect(document.activeElement).toBe(get('textbox', 'Elsewhere'));
    expect(panel.querySelector(':scope > [role="status"]')?.textContent).toBe(
      `What importing ${PREVIEW.header.title} would change`,
    );
  });
});
