// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import {
  exportRejections,
  SuppressedSection,
  type SuppressedSectionProps,
} from '../../../components/settings/SuppressedSection.tsx';
import type { Rejection } from '../../../lib/model/rejection.ts';
import { click, draw, type } from '../draw.tsx';

const HERE: Rejection = { entityId: 'org:lumen', form: 'Lumen', host: 'gazette.example', rejectedAt: 1 };
const EVERYWHERE: Rejection = { entityId: 'org:gone', form: 'Gone', rejectedAt: 2 };

function section(props: Partial<SuppressedSectionProps> = {}) {
  const all = {
    rejections: [EVERYWHERE, HERE],
    nameOf: (id: string) => (id === 'org:lumen' ? 'Lumen Works' : undefined),
    onAnswer: vi.fn(),
    onRestore: vi.fn(),
    onExport: vi.fn(),
    ...props,
  };
  return { ...all, drawing: draw(<SuppressedSection {...all} />) };
}

describe('the list of rejections', () => {
  it('says what does not mean what, and where; by its id where no pack knows it any more', async () => {
    const drawing = await section().drawing;
    expect(drawing.all('listitem').map(({ textContent }) => textContent)).toEqual([
      '“Gone” is not org:gone: everywhereMark again',
      '“Lumen” is not Lumen Works: gazette.exampleMark again',
    ]);
  });

  it('takes one back', async () => {
    const { drawing, onRestore } = section();
    await click((await drawing).get('button', 'Mark again: “Lumen” as Lumen Works'));
    expect(onRestore).toHaveBeenCalledWith(HERE);
  });

  it('finds one among many by its name or its site', async () => {
    const others = Array.from({ length: 20 }, (_, i) => ({ ...EVERYWHERE, form: `Other ${i}` }));
    const { drawing } = section({ rejections: [...others, HERE] });
    const { get, all, root } = await drawing;
    const rows = () => all('listitem').map(({ textContent }) => textContent);
    expect(rows()).toHaveLength(21);
    await type(get('searchbox', 'Find a name or a site'), 'GAZETTE');
    expect(rows()).toEqual(['“Lumen” is not Lumen Works: gazette.exampleMark again']);
    await type(get('searchbox', 'Find a name or a site'), 'nowhere');
    expect(root.textContent).toContain('None has these letters');
  });

  it('keeps a filter in sight until it is emptied, also once few are left', async () => {
    const others = Array.from({ length: 12 }, (_, i) => ({ ...EVERYWHERE, form: `Other ${i}` }));
    const { drawing, onRestore: _, drawing: __, ...props } = section({ rejections: [...others, HERE] });
    const { get, find, all, redraw } = await drawing;
    await type(get('searchbox', 'Find a name or a site'), 'gazette');
    await redraw(<SuppressedSection {...props} onRestore={vi.fn()} rejections={others} />);
    expect(all('listitem')).toHaveLength(0);
    await type(get('searchbox', 'Find a name or a site'), '');
    expect(all('listitem')).toHaveLength(12);
    expect(find('searchbox')).toBeUndefined();
  });

  it('draws and names few of very many', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ ...EVERYWHERE, form: `Name ${i}` }));
    const onShow = vi.fn<NonNullable<SuppressedSectionProps['onShow']>>();
    const { drawing } = section({ rejections: many, onShow });
    const { all } = await drawing;
    const [first] = all('listitem');
    expect(all('listitem').length).toBeLessThan(100);
    expect(first?.textContent).toContain('Name 0');
    expect(first?.getAttribute('aria-setsize')).toBe('100000');
    expect(onShow.mock.lastCall?.[0]).toHaveLength(all('listitem').length);
  });

  it('says when there are none', async () => {
    const drawing = await section({ rejections: [] }).drawing;
    expect(drawing.text).toContain('You have rejected nothing');
    expect(drawing.find('button', 'Save for the curator')).toBeUndefined();
  });

  it.each([
    ['Never mark it', true],
    ['Leave it as it is', false],
  ])('asks before a name is rejected everywhere: %s', async (answer, isYes) => {
    const { drawing, onAnswer } = section({ question: { entityId: 'org:lumen', form: 'LUMEN' } });
    expect((await drawing).text).toContain('On no site will “LUMEN” be marked as Lumen Works any more.');
    await click((await drawing).get('button', answer));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith(isYes);
  });
});

describe('exportRejections', () => {
  it('tells a curator what was wrong how often, and no site', () => {
    const text = exportRejections([HERE, { ...HERE, host: 'herald.example' }, EVERYWHERE]);
    expect(JSON.parse(text)).toEqual({
      format: 'factmark-rejections/1',
      rejections: [
        { entityId: 'org:lumen', form: 'Lumen', sites: 2, isEverywhere: false },
        { entityId: 'org:gone', form: 'Gone', sites: 0, isEverywhere: true },
      ],
    });
    expect(text).not.toContain('example');
  });
});
