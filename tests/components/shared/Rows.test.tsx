// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Rows } from '../../../components/shared/Rows.tsx';
import { draw } from '../draw.tsx';

function List({ names }: { readonly names: readonly string[] }) {
  return (
    <section>
      <h2>Sites</h2>
      {names.length > 0 && (
        <Rows label="Sites" items={names} keyOf={(name) => name}>
          {(name) => (
            <>
              <button type="button">Open {name}</button>
              <button type="button">Remove {name}</button>
            </>
          )}
        </Rows>
      )}
      <button type="button">Add one</button>
    </section>
  );
}

const focused = () => document.activeElement?.textContent;

describe('a list whose rows are removed by keyboard', () => {
  it.each<[string, string, string[], string]>([
    ['the row that took the place', 'Remove b', ['a', 'c'], 'Remove c'],
    ['the last row, where the last went', 'Remove c', ['a', 'b'], 'Remove b'],
    ['the same button as before', 'Open a', ['b', 'c'], 'Open b'],
    ['the heading, where no row is left', 'Remove b', [], 'Sites'],
  ])('gives the focus to %s', async (_where, button, left, expected) => {
    const { get, redraw } = await draw(<List names={['a', 'b', 'c']} />);
    get('button', button).focus();
    await redraw(<List names={left} />);
    expect(focused()).toBe(expected);
  });

  it('goes on so, row after row', async () => {
    const { get, redraw } = await draw(<List names={['a', 'b', 'c']} />);
    get('button', 'Remove a').focus();
    await redraw(<List names={['b', 'c']} />);
    await redraw(<List names={['c']} />);
    expect(focused()).toBe('Remove c');
  });

  it('leaves the focus with whoever went on meanwhile', async () => {
    const { get, redraw } = await draw(<List names={['a', 'b']} />);
    get('button', 'Remove a').focus();
    get('button', 'Add one').focus();
    await redraw(<List names={['b']} />);
    expect(focused()).toBe('Add one');
  });

  it('takes no focus where another row goes, nor where none was in the list', async () => {
    const { get, redraw } = await draw(<List names={['a', 'b', 'c']} />);
    await redraw(<List names={['b', 'c']} />);
    expect(document.activeElement).toBe(document.body);
    get('button', 'Remove c').focus();
    await redraw(<List names={['c']} />);
    expect(focused()).toBe('Remove c');
  });
});
