// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { WelcomeView } from '../../../components/welcome/WelcomeView.tsx';
import { click, draw } from '../draw.tsx';

const props = { packsUrl: '/options.html#packs', shortcutsUrl: '/options.html#shortcuts' };

describe('the first-run page', () => {
  it('asks for access, and says how to do without', async () => {
    const onAllow = vi.fn();
    const { get, text } = await draw(<WelcomeView {...props} hasAllSites={false} onAllow={onAllow} />);
    expect(text).toContain('Only this page, only now');
    await click(get('button', 'Allow on all sites'));
    expect(onAllow).toHaveBeenCalledOnce();
  });

  it('asks no more once it may read', async () => {
    const { find, text } = await draw(<WelcomeView {...props} hasAllSites onAllow={() => {}} />);
    expect(find('button', 'Allow on all sites')).toBeUndefined();
    expect(text).toContain('Factmark may read the sites you visit');
  });
});
