// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { ManagedNotice } from '../../../components/settings/ManagedNotice.tsx';
import { ManagedSites } from '../../../components/settings/ManagedSites.tsx';
import { click, draw } from '../draw.tsx';
import { marksSection } from '../marks-section.tsx';

const marks = (managed: ConstructorParameters<typeof Map<'threshold', unknown>>[0]) =>
  marksSection({ managed: new Map(managed) });

describe('what an organisation set', () => {
  it('is shown as it stands, marked so, and cannot be used; the rest can', async () => {
    const { all, text } = await draw(marks([['threshold', 'balanced']]));
    const off = all('radio').filter((radio) => radio.matches(':disabled, fieldset:disabled *'));
    expect(off.map((radio) => (radio as HTMLInputElement).value)).toEqual([
      'strict',
      'balanced',
      'everything',
    ]);
    expect(all('radio').length).toBeGreaterThan(off.length);
    expect(text).toContain('Set by your organisation');
  });

  it('is not spoken of where nothing is set', async () => {
    expect((await draw(marks([]))).text).not.toContain('organisation');
    expect((await draw(<ManagedSites hosts={[]} />)).text).toBe('');
  });

  it('tells of packs that have not come, why, and fetches them on a click', async () => {
    const onFetch = vi.fn();
    const missing = {
      packId: 'city',
      host: 'packs.example',
      isRunning: false,
      outcome: { kind: 'failed', reason: 'no-access' } as const,
    };
    const { text, get } = await draw(
      <ManagedNotice missing={[missing]} faults={['packs[1].url']} onFetch={onFetch} />,
    );
    expect(text).toContain(
      'A pack of your organisation, city, is not here yet. It comes from packs.example.',
    );
    expect(text).toContain('Without your leave to read this site');
    expect(text).toContain('packs[1].url');
    await click(get('button', 'Fetch it: city from packs.example'));
    expect(onFetch).toHaveBeenCalledExactlyOnceWith('city');
  });
});
