// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { PackActions } from '../../../components/settings/installed-packs.ts';
import {
  PacksSection,
  type PacksSectionProps,
  type PacksState,
} from '../../../components/settings/PacksSection.tsx';
import type { UpdatePlan } from '../../../lib/pack/plan.ts';
import { click, draw, press, type } from '../draw.tsx';
import { PACKS, PREVIEW, SUBSCRIPTION } from '../gallery/fixtures.ts';

const HARBOURS = 'Harbours of the northern coast';

type MoreProps = Partial<Omit<PacksSectionProps, 'actions' | 'onReorder' | 'onRestoreSample'>>;

function createProps(packs: PacksState = { phase: 'shown', packs: PACKS }, more: MoreProps = {}) {
  const actions = {
    onEnable: vi.fn(),
    onRemove: vi.fn(),
    onRollBack: vi.fn(),
    onPin: vi.fn(),
    onRemoveVersion: vi.fn(),
    onExport: vi.fn(),
    onCompare: vi.fn<PackActions['onCompare']>(),
    onSubscribe: vi.fn(),
    onUnsubscribe: vi.fn(),
    onAutomatic: vi.fn(),
    onInterval: vi.fn(),
    onUpdateNow: vi.fn(),
    onReview: vi.fn(),
  };
  return {
    packs,
    actions,
    isMemoryOnly: false,
    isSampleRemoved: false,
    sampleFailure: undefined,
    onRestoreSample: vi.fn(),
    onReorder: vi.fn(),
    updatesOf: () => ({ subscription: undefined, isRunning: false }),
    failureOf: () => undefined,
    importing: {
      state: { phase: 'idle' } as const,
      isOver: false,
      titleOf: (id: string) => id,
      onFiles: vi.fn(),
      onText: vi.fn(),
      onAddress: vi.fn(),
      onConvert: vi.fn(),
      onCancel: vi.fn(),
      onImport: vi.fn(),
      onDiscard: vi.fn(),
      onListChanges: vi.fn(),
      onSaveProblems: vi.fn(),
      onSubscribe: vi.fn(),
    },
    ...more,
  };
}

describe('packs', () => {
  it.each([
    ['damaged', ['v1'], 'This pack is damaged', 'or go back to another version'],
    ['damaged', [], 'This pack is damaged', 'Import its file again.'],
    ['newer', [], 'A newer Factmark wrote this pack', 'Update Factmark'],
  ] as const)(
    'that are %s with history %j say so, and what to do',
    async (damage, history, title, remedy) => {
      const [pack] = PACKS;
      const shown = { ...pack!, damage, history: history.length > 0 ? pack!.history : [] };
      const { text } = await draw(<PacksSection {...createProps({ phase: 'shown', packs: [shown] })} />);
      expect(text).toContain(title);
      expect(text).toContain(remedy);
    },
  );

  it('show title, version, publisher, counts, signature and storage', async () => {
    const { root } = await draw(<PacksSection {...createProps()} />);
    const [first] = root.querySelectorAll('.pack');
    expect(first!.textContent).toContain(`${HARBOURS}Version 2.1.0The Valen GazetteApril 2026`);
    expect(first!.textContent).toContain('Entities1,482Facts9,230Sources212');
    expect(first!.textContent).toContain('Signed. Only updates by this key are accepted: 3kf9 Qx2a Tm0L');
    const codes = [...first!.querySelectorAll('.details [dir="ltr"]')].map(({ textContent }) => textContent);
    expect(codes).toContain('harbours');
    // All versions together.
    expect(first!.textContent).toContain('Storage30.8 MB');
  });

  it('are switched off and on', async () => {
    const { actions, ...props } = createProps();
    const { get } = await draw(<PacksSection {...props} actions={actions} />);
    await click(get('switch', `Use ${HARBOURS}`));
    expect(actions.onEnable).toHaveBeenCalledWith('harbours', false);
  });

  it('are drawn near the window only where there are very many', async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => ({ ...PACKS[0]!, packId: `pack-${i}` }));
    const props = createProps({ phase: 'shown', packs: many });
    const { all } = await draw(<PacksSection {...props} />);
    const cards = all('listitem').filter(({ className }) => className.includes('packs__item'));
    expect(cards.length).toBeGreaterThan(2);
    expect(cards.length).toBeLessThan(40);
    expect(cards[1]?.getAttribute('aria-setsize')).toBe('1000');
    // Moving by keys goes by the place among all of them.
    await press(cards[1]!.querySelector('.pack__handle')!, 'ArrowDown');
    expect(props.onReorder.mock.lastCall?.[0].slice(0, 4)).toEqual(['pack-0', 'pack-2', 'pack-1', 'pack-3']);
  });

  describe('are removed', () => {
    it('only after a second word', async () => {
      const { actions, ...props } = createProps();
      const { get, find } = await draw(<PacksSection {...props} actions={actions} />);
      await click(get('button', `Remove this pack: ${HARBOURS}`));
      const dialog = get('dialog', `Remove ${HARBOURS}?`) as HTMLDialogElement;
      expect(dialog.open).toBe(true);
      expect(dialog.textContent).toContain('9,230 facts about 1,482 entities');
      expect(dialog.textContent).toContain('Its 2 older versions go with it.');
      expect(dialog.textContent).toContain('To have it back, import its file again.');
      await click(get('button', 'Keep it'));
      expect(find('dialog')).toBeUndefined();
      expect(actions.onRemove).not.toHaveBeenCalled();
      await click(get('button', `Remove this pack: ${HARBOURS}`));
      await click(get('button', 'Remove'));
      expect(actions.onRemove).toHaveBeenCalledWith('harbours');
    });

    it('with a question that stays until it is answered, though Escape answers it', async () => {
      const { get, find } = await draw(<PacksSection {...createProps()} />);
      await click(get('button', `Remove this pack: ${HARBOURS}`));
      const cancel = new Event('cancel', { cancelable: true });
      await act(() => {
        get('dialog').dispatchEvent(cancel);
      });
      expect(cancel.defaultPrevented).toBe(true);
      expect(find('dialog')).toBeUndefined();
    });

    it('and the one that came with Factmark can be restored', async () => {
      const { root, all, get, redraw } = await draw(<PacksSection {...createProps()} />);
      await click(all('button').findLast((button) => button.textContent === 'Remove this pack')!);
      expect(root.querySelector('dialog')?.textContent).toContain(
        'It came with Factmark: you can restore it',
      );
      const props = createProps({ phase: 'shown', packs: PACKS.slice(0, 1) }, { isSampleRemoved: true });
      await redraw(<PacksSection {...props} />);
      await click(get('button', 'Restore the sample pack'));
      expect(props.onRestoreSample).toHaveBeenCalledOnce();
      await redraw(<PacksSection {...props} sampleFailure="There is no room." />);
      expect(get('alert').textContent).toBe('There is no room.');
    });
  });

  describe('are put in order', () => {
    const order = PACKS.map(({ packId }) => packId);

    it('by the arrow keys on their handles, which say where they went', async () => {
      const props = createProps();
      const { get, text, root } = await draw(<PacksSection {...props} />);
      const handle = get('button', `Move ${HARBOURS}`);
      expect(document.getElementById(handle.getAttribute('aria-describedby')!)?.textContent).toContain(
        'arrow keys',
      );
      expect(await press(handle, 'ArrowDown')).toBe(false);
      expect(props.onReorder.mock.calls).toEqual([[order.toReversed()]]);
      expect(root.textContent).toContain(`${HARBOURS} is now number 2 of 2.`);
      await press(handle, 'ArrowUp');
      expect(props.onReorder).toHaveBeenCalledOnce();
      expect(text).not.toContain('is now number');
    });

    it('by a drag of the handle, not of the text of a card', async () => {
      const props = createProps();
      const { root, get } = await draw(<PacksSection {...props} />);
      const [first, second] = root.querySelectorAll('.packs__item');
      const types: string[] = [];
      const drag = async (element: Element, name: string) => {
        const event = Object.assign(new Event(name, { bubbles: true, cancelable: true }), {
          dataTransfer: { types, setData: (type: string) => types.push(type) },
        });
        await act(() => {
          element.dispatchEvent(event);
        });
        return event;
      };
      expect((await drag(first!, 'dragstart')).defaultPrevented).toBe(true);
      await act(() => {
        get('button', `Move ${HARBOURS}`).dispatchEvent(new Event('pointerdown', { bubbles: true }));
      });
      expect((await drag(first!, 'dragstart')).defaultPrevented).toBe(false);
      expect((await drag(second!, 'dragover')).defaultPrevented).toBe(true);
      await drag(second!, 'drop');
      expect(props.onReorder.mock.calls).toEqual([[order.toReversed()]]);
    });

    it('only if there are several', async () => {
      const { find } = await draw(
        <PacksSection {...createProps({ phase: 'shown', packs: PACKS.slice(0, 1) })} />,
      );
      expect(find('button', `Move ${HARBOURS}`)).toBeUndefined();
    });
  });

  it('say beside themselves what did not work, and stay in the list', async () => {
    const failureOf = (id: string) => (id === 'harbours' ? 'That did not work.' : undefined);
    const { root } = await draw(<PacksSection {...createProps(undefined, { failureOf })} />);
    const cards = [...root.querySelectorAll('.pack')];
    expect(cards.map((card) => card.querySelector('[role="alert"]')?.textContent)).toEqual([
      'That did not work.',
      undefined,
    ]);
  });

  it.each([
    ['being read', { phase: 'loading' }, 'Reading your packs'],
    ['unreadable', { phase: 'failed' }, 'Your packs could not be read'],
    ['none', { phase: 'shown', packs: [] }, 'No packs yet'],
    ['perhaps others by now', { phase: 'shown', packs: PACKS, isStale: true }, 'could not be read again'],
  ] as const)('that are %s are told in words', async (_rule, state, words) => {
    const { root } = await draw(<PacksSection {...createProps(state)} />);
    expect(root.innerHTML).toContain(words);
  });
});

describe('the versions of a pack', () => {
  it('are gone back to, pinned, saved, and deleted after a second word', async () => {
    const { actions, ...props } = createProps();
    const { get } = await draw(<PacksSection {...props} actions={actions} />);
    await click(get('button', 'Go back to version 2.0.3'));
    expect(actions.onRollBack).toHaveBeenCalledWith('harbours', 'g2');
    await click(get('button', 'Pin version 2.0.3: it stays, however many newer ones follow'));
    await click(get('button', 'Unpin version 1.9.0'));
    expect(actions.onPin.mock.calls).toEqual([
      ['harbours', 'g2', true],
      ['harbours', 'g1', false],
    ]);
    await click(get('button', 'Save version 2.1.0 as a file'));
    expect(actions.onExport).toHaveBeenCalledWith('harbours', 'g3');
    await click(get('button', 'Delete version 1.9.0'));
    expect(actions.onRemoveVersion).not.toHaveBeenCalled();
    await click(get('button', 'Delete'));
    expect(actions.onRemoveVersion).toHaveBeenCalledWith('harbours', 'g1');
  });

  it('that were left behind by a step back are gone forward to', async () => {
    const [pack] = PACKS;
    const [older, oldest] = pack!.history;
    const steppedBack = { ...pack!, current: older!, history: [pack!.current, oldest!] };
    const { get } = await draw(<PacksSection {...createProps({ phase: 'shown', packs: [steppedBack] })} />);
    expect(get('button', 'Go forward to version 2.1.0')).toBeDefined();
    expect(get('button', 'Go back to version 1.9.0')).toBeDefined();
  });

  it('are compared before the step, field by field', async () => {
    const { actions, ...props } = createProps();
    const close = vi.fn();
    const { get, root, find } = await draw(<PacksSection {...props} actions={actions} />);
    actions.onCompare.mockResolvedValue({ plan: PREVIEW.plan as UpdatePlan, onList: async () => [], close });
    await click(get('button', 'What would going to version 2.0.3 change?'));
    expect(get('dialog', 'What going to version 2.0.3 would change').textContent).toContain('All 17');
    expect(root.querySelectorAll('dialog .change')).toHaveLength(4);
    await click(get('button', 'Go to version 2.0.3'));
    expect(actions.onRollBack).toHaveBeenCalledWith('harbours', 'g2');
    expect(close).toHaveBeenCalledOnce();
    expect(find('dialog')).toBeUndefined();
  });

  it('are compared once, however often the page is drawn meanwhile', async () => {
    const { actions, ...props } = createProps();
    const close = vi.fn();
    actions.onCompare.mockResolvedValue({ plan: PREVIEW.plan as UpdatePlan, onList: async () => [], close });
    const { get, redraw } = await draw(<PacksSection {...props} actions={actions} />);
    await click(get('button', 'What would going to version 2.0.3 change?'));
    const onCompare = vi.fn<PackActions['onCompare']>();
    await redraw(<PacksSection {...props} actions={{ ...actions, onCompare }} />);
    expect(actions.onCompare).toHaveBeenCalledOnce();
    expect(onCompare).not.toHaveBeenCalled();
    expect(close).not.toHaveBeenCalled();
  });

  it('say so when they cannot be compared', async () => {
    const { actions, ...props } = createProps();
    const { get } = await draw(<PacksSection {...props} actions={actions} />);
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    actions.onCompare.mockRejectedValue(new Error('gone'));
    await click(get('button', 'What would going to version 2.0.3 change?'));
    expect(get('alert').textContent).toContain('could not be compared');
  });
});

describe('updates of a pack', () => {
  const subscribed = { updatesOf: () => ({ subscription: SUBSCRIPTION, isRunning: false }) };

  it('are subscribed to at an address', async () => {
    const { actions, ...props } = createProps({ phase: 'shown', packs: PACKS.slice(0, 1) });
    const { get } = await draw(<PacksSection {...props} actions={actions} />);
    await type(get('textbox', 'Address of newer versions'), 'https://gazette.example/harbours.jsonl ');
    await click(get('button', `Keep up to date: ${HARBOURS}`));
    expect(actions.onSubscribe).toHaveBeenCalledWith('harbours', 'https://gazette.example/harbours.jsonl');
  });

  it('are switched, timed, looked for at once, and forgotten', async () => {
    const { actions, ...props } = createProps({ phase: 'shown', packs: PACKS.slice(0, 1) }, subscribed);
    const { get } = await draw(<PacksSection {...props} actions={actions} />);
    await click(get('switch', 'Update by itself'));
    await click(get('radio', 'Every week'));
    await click(get('button', `Update now: ${HARBOURS}`));
    await click(get('button', `Forget the address: ${HARBOURS}`));
    expect(actions.onAutomatic).toHaveBeenCalledWith('harbours', false);
    expect(actions.onInterval).toHaveBeenCalledWith('harbours', 168);
    expect(actions.onUpdateNow).toHaveBeenCalledWith('harbours');
    expect(actions.onUnsubscribe).toHaveBeenCalledWith('harbours');
  });

  it('are told in a log that a person can read', async () => {
    const { root } = await draw(
      <PacksSection {...createProps({ phase: 'shown', packs: PACKS.slice(0, 1) }, subscribed)} />,
    );
    const entries = [...root.querySelectorAll('.updates__log span')].map(({ textContent }) => textContent);
    expect(entries).toEqual([
      'Version 2.2.0 would take back 34% of what is here. It is installed only if you say so.',
      'Nothing new.',
      'The site answers with an error (503). Try again later.',
      'The file there has errors and was not installed. Line 7: this is no JSON.',
      'Version 2.1.0 was installed: 219 records added, 4 changed, 0 gone. It is signed by a new key, for which the old one vouches.',
    ]);
  });

  it('are looked for elsewhere, if the pack names another address and the reader agrees', async () => {
    const [pack] = PACKS;
    const moved = 'https://new.example/harbours.jsonl';
    const current = { ...pack!.current, header: { ...pack!.current.header, update: { url: moved } } };
    const state = { phase: 'shown', packs: [{ ...pack!, current }] } as const;
    const { actions, ...props } = createProps(state, subscribed);
    const { get, text } = await draw(<PacksSection {...props} actions={actions} />);
    expect(text).toContain(`The pack itself names another address of newer versions: ${moved}`);
    await click(get('button', 'Use that address'));
    expect(actions.onSubscribe).toHaveBeenCalledWith('harbours', moved);
  });

  it('that wait for a person lead to the preview', async () => {
    const { actions, ...props } = createProps({ phase: 'shown', packs: PACKS.slice(0, 1) }, subscribed);
    const { get } = await draw(<PacksSection {...props} actions={actions} />);
    await click(get('button', 'Look at it'));
    expect(actions.onReview).toHaveBeenCalledWith('harbours');
  });
});
