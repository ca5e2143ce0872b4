// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { type ViewerState, ViewerView } from '../../../components/viewer/ViewerView.tsx';
import { click, draw } from '../draw.tsx';

const props = (state: ViewerState) => ({
  state,
  maxSize: 200,
  onAllow: vi.fn(),
  onRetry: vi.fn(),
  onFile: vi.fn(),
});

describe('ViewerView', () => {
  it('asks for leave to fetch from a site, and for no other', async () => {
    const given = props({ kind: 'no-access', host: 'gazette.example' });
    const { get, root } = await draw(<ViewerView {...given} />);
    expect(root.textContent).toContain('Read PDFs of gazette.example?');
    await click(get('button', 'Allow on gazette.example'));
    expect(given.onAllow).toHaveBeenCalledOnce();
  });

  it.each([
    ['encrypted', 'A password protects this PDF'],
    ['broken', 'This file cannot be read'],
    ['too-large', 'up to 200 megabytes'],
    ['not-fetched', 'The PDF could not be fetched'],
  ] as const)('says of a PDF that is %s: %s', async (fault, words) => {
    const { root } = await draw(<ViewerView {...props({ kind: 'failed', fault })} />);
    expect(root.textContent).toContain(words);
  });

  it('tries again where trying may help', async () => {
    const given = props({ kind: 'failed', fault: 'not-fetched' });
    const { get } = await draw(<ViewerView {...given} />);
    await click(get('button', 'Try again'));
    expect(given.onRetry).toHaveBeenCalledOnce();
  });

  it('shows what is open, how long it is, and the way back to the browser’s own view', async () => {
    const given = {
      ...props({ kind: 'shown', title: 'report.pdf', pageCount: 1 }),
      address: 'https://a.example/report.pdf',
    };
    const { get, root } = await draw(<ViewerView {...given} />);
    expect(root.querySelector('h1')!.textContent).toBe('report.pdf');
    expect(root.textContent).toContain('1 page');
    expect(get('link', 'Show without Factmark').getAttribute('href')).toBe('https://a.example/report.pdf');
  });
});
