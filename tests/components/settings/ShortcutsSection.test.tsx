// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { ShortcutsSection } from '../../../components/settings/ShortcutsSection.tsx';
import { click, draw } from '../draw.tsx';

it('shortcuts are shown as they are set, by their signs, and the browser’s page is a click away', async () => {
  const onChange = vi.fn();
  const { all, get } = await draw(
    <ShortcutsSection
      shortcuts={[
        { command: 'next-mention', keys: 'Alt+Shift+Period' },
        { command: 'open-panel', keys: '' },
      ]}
      onChange={onChange}
    />,
  );
  const lines = all('listitem').map(({ textContent }) => textContent);
  expect(lines[0]).toBe('Go to the next marked name, and open itAltShift.');
  expect(lines[1]).toBe('Open the side panelNot set');
  await click(get('button', 'Change them in the browser'));
  expect(onChange).toHaveBeenCalledOnce();
});
