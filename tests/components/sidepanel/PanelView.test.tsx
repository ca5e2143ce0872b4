// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { FullDossier } from '../../../components/sidepanel/FullDossier.tsx';
import { PanelView } from '../../../components/sidepanel/PanelView.tsx';
import * as formats from '../../../lib/citation/formats.ts';
import { click, draw, nameOf } from '../draw.tsx';
import { NAMED, RELATED_DOSSIER } from '../gallery/fixtures.ts';

const open = {
  entityId: 'org:meridian',
  name: 'Meridian Lines',
  phase: 'shown',
  dossier: RELATED_DOSSIER,
  named: NAMED,
} as const;

function createProps() {
  return {
    open,
    onOpenEntity: vi.fn(),
    onCopy: vi.fn(async (_text: string) => true),
    onSave: vi.fn(),
  };
}

const statements = (root: HTMLElement) =>
  [...root.querySelectorAll('.fact__statement')].map(({ textContent }) => textContent);

// So that one test can see it fail.
vi.mock('../../../lib/citation/formats.ts', { spy: true });

describe('the full dossier', () => {
  it('narrows its facts by status, says how many are left, and shows all again', async () => {
    const { get, root, find } = await draw(<FullDossier {...createProps()} />);
    await click(get('button', 'Planned 1'));
    expect(statements(root)).toEqual(['Meridian Lines plans to borrow 90 billion crowns.']);
    expect(root.querySelector('.filters [role="status"]')?.textContent).toBe('1 of 7 facts');
    await click(get('button', 'Show all'));
    expect(statements(root)).toHaveLength(7);
    expect(find('button', 'Show all')).toBeUndefined();
  });

  it('leads from a fact to the one that replaced it, and back, also out of a filter', async () => {
    const { get, root } = await draw(<FullDossier {...createProps()} />);
    await click(get('button', 'Planned 1'));
    await click(
      get('button', 'Now: Meridian Lines borrowed about 110 billion crowns to build the second berth.'),
    );
    expect(document.activeElement?.textContent).toContain('110 billion');
    expect(statements(root)).toHaveLength(7);
    await click(get('button', 'Before: Meridian Lines plans to borrow 90 billion crowns.'));
    expect(document.activeElement?.className).toBe('fact fact--past');
  });

  it('calls everybody by name, also the one whom it is about', async () => {
    const [fact] = RELATED_DOSSIER.facts;
    const value = { type: 'entity', entity: 'org:meridian' } as const;
    const props = createProps();
    const about = { ...RELATED_DOSSIER, facts: [{ ...fact!, value }] };
    const { root } = await draw(<FullDossier {...props} open={{ ...open, dossier: about }} />);
    expect(root.querySelector('.fact__value strong')?.textContent).toBe('Meridian Lines');
  });

  it('lists whom the entity has to do with, most facts first, and leads there', async () => {
    const props = createProps();
    const { root, get } = await draw(<FullDossier {...props} />);
    const relations = [...root.querySelectorAll<HTMLElement>('.relation__text')];
    expect(relations.map(({ textContent }) => textContent)).toEqual([
      'Ida Holm2 facts · chair and lease',
      'Valen1 fact · lease',
    ]);
    await click(root.querySelector<HTMLElement>('.relation')!);
    expect(props.onOpenEntity).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'person:holm' }));
    await click(get('button', 'Valen'));
    expect(props.onOpenEntity).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'place:valen' }));
  });

  it('lists every source once, with how many facts rest on it', async () => {
    const { root } = await draw(<FullDossier {...createProps()} />);
    const sources = [...root.querySelectorAll('.source-list li')].map(({ textContent }) => textContent);
    expect(sources).toHaveLength(3);
    expect(sources[0]).toContain('Register of Harbour Operators');
    expect(sources[0]).toContain('3 facts');
  });

  it('cites the facts that are shown, and those only', async () => {
    const props = createProps();
    const { get, root } = await draw(<FullDossier {...props} />);
    await click(get('button', 'Planned 1'));
    await click(get('button', 'Cite this fact'));
    await click(get('button', 'Copy'));
    const [[text]] = props.onCopy.mock.calls as unknown as [[string]];
    expect(text).toContain('plans to borrow 90 billion crowns. (Planned, as of November 2025)');
    expect(text).not.toContain('110 billion');
    await click(root.querySelector<HTMLElement>('input[value="biblatex"]')!);
    await vi.waitFor(
      async () => {
        await click(get('button', 'Save as a file'));
        expect(props.onSave).toHaveBeenCalledWith(expect.stringContaining('@online{'), 'biblatex');
      },
      { timeout: 30_000 },
    );
  });

  it('says when a citation could not be written', async () => {
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    const failing = vi.spyOn(formats, 'citeFacts').mockRejectedValueOnce(new Error('no library'));
    const { get, root } = await draw(<FullDossier {...createProps()} />);
    await click(get('button', 'Cite these 7 facts'));
    failing.mockRestore();
    expect(get('alert').textContent).toContain('could not be written');
    expect(get('textbox').getAttribute('aria-busy')).toBe('false');
    await click(root.querySelector<HTMLElement>('input[value="markdown"]')!);
    await vi.waitFor(() => expect(root.querySelector('dialog [role="alert"]')).toBeNull(), {
      timeout: 30_000,
    });
  });

  it('says when the clipboard is closed', async () => {
    const { get, text } = await draw(<FullDossier {...createProps()} onCopy={async () => false} />);
    await click(get('button', 'Cite these 7 facts'));
    await click(get('button', 'Copy'));
    expect(text).not.toContain('Copied');
    expect(get('dialog').textContent).toContain('did not let the text be copied');
  });
});

describe('the side panel', () => {
  const nothing = () => {};
  const props = {
    ...createProps(),
    query: '',
    search: { phase: 'idle' } as const,
    completions: [],
    onQuery: nothing,
    onBack: nothing,
    onSearch: nothing,
  };

  it('says where the way back leads', async () => {
    const { all } = await draw(<PanelView {...props} previous="Valen" />);
    expect(nameOf(all('button')[0]!)).toBe('Back to Valen');
  });

  it('begins with a search', async () => {
    const { get, text } = await draw(<PanelView {...props} open={undefined} previous={undefined} />);
    expect(get('combobox')).toBeDefined();
    expect(text).toContain('Whose facts do you want to see?');
  });
});
