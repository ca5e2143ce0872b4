// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunVisitor, readSiblings, type TextRun } from '../../../lib/page/text-runs.ts';
import { addInlineStyles } from './inline-styles.ts';

const DEAF: RunVisitor = {
  wants: () => true,
  run: () => {},
  block: () => {},
  shadow: () => {},
  unseen: () => {},
  undefinedHost: () => {},
};

/** Reads on through all interruptions. */
function readStep(
  first: Node | null,
  visitor: Partial<RunVisitor>,
): { rest: Node | null; interruptions: number } {
  const reading = readSiblings(first, null, { ...DEAF, ...visitor });
  for (let interruptions = 0; ; interruptions++) {
    const { done, value } = reading.next();
    if (done) return { rest: value, interruptions };
  }
}

/** Texts of all runs under an element, nested blocks and open shadow trees entered in their order. */
function readRuns(root: ParentNode & Node): TextRun[] {
  const runs: TextRun[] = [];
  const nested: (ParentNode & Node)[] = [];
  let next = root.firstChild as Node | null;
  while (next) {
    next = readStep(next, {
      run: (run) => runs.push(run),
      block: (element) => nested.push(element),
      shadow: (shadow) => nested.push(shadow),
    }).rest;
  }
  return [...runs, ...nested.flatMap(readRuns)];
}

/** A line of as many text nodes. */
function lineOf(count: number, text: string): HTMLElement {
  const line = document.createElement('p');
  for (let index = 0; index < count; index++) line.append(document.createTextNode(text));
  document.body.replaceChildren(line);
  return line;
}

function textsOf(html: string): string[] {
  document.body.innerHTML = html;
  return readRuns(document.body).map(({ text }) => text);
}

describe('readSiblings', () => {
  beforeAll(() => addInlineStyles(document));

  beforeEach(() => {
    document.body.innerHTML = '';
  });

  it.each([
    ['reads a paragraph', '<p>Ada Lovelace</p>', ['Ada Lovelace']],
    ['runs on through inline elements', '<p><b>Ada</b> <i>Love<u>lace</u></i></p>', ['Ada Lovelace']],
    ['parts blocks', '<div>Ada</div><div>Lovelace</div>', ['Ada', 'Lovelace']],
    ['parts the words around a block', '<div>before<p>inside</p>after</div>', ['before', 'after', 'inside']],
    ['parts list items', '<ul><li>Ada</li><li>Lovelace</li></ul>', ['Ada', 'Lovelace']],
    ['takes a line break for white space', '<p>Ada<br>Lovelace</p>', ['Ada\nLovelace']],
    ['takes a line of the source for no line', '<p>Ada\n\n  Lovelace</p>', ['Ada    Lovelace']],
    ['takes a break that the source breaks, too, for one', '<p>Ada<br>\nLovelace</p>', ['Ada\n Lovelace']],
    [
      'takes a line of the source for one where the page shows it so',
      '<p style="white-space:pre-line">Ada <b>wrote\nto</b>\n<i style="white-space:nowrap">Love\nlace</i>\n</p>',
      ['Ada wrote\nto\nLove lace\n'],
    ],
    [
      'takes two line breaks for the end of a paragraph',
      '<p>Ada<br> <br>Lovelace</p>',
      ['Ada\n ', 'Lovelace'],
    ],
    ['sees through break opportunities', '<p>Love<wbr>lace</p>', ['Lovelace']],
    [
      'takes the pieces of lines that pdf.js puts in their places for one text',
      '<div class="textLayer"><span style="display:block;position:absolute">Ada</span><br><span style="display:block;position:absolute">Lovelace</span></div>',
      ['Ada\nLovelace'],
    ],
    ['keeps soft hyphens', '<p>Love&shy;lace</p>', ['Love\u00ADlace']],
    [
      'keeps the words of boxes in a line apart',
      '<p><span style="display:inline-block">Ada</span><span style="display:inline-block">Lovelace</span></p>',
      ['Ada\n\nLovelace\n'],
    ],
    ['joins a drop cap to its word', '<p><span style="display:block;float:left">A</span>da</p>', ['Ada']],
    [
      'lifts what floats out of the text around it',
      '<p>Ada <span style="display:block;float:right">aside</span>Lovelace</p>',
      ['Ada Lovelace', 'aside'],
    ],
    [
      'sees through boxless elements',
      '<p>Ada <span style="display:contents">Love</span>lace</p>',
      ['Ada Lovelace'],
    ],
  ])('%s', (_rule, html, expected) => {
    expect(textsOf(html)).toEqual(expected);
  });

  it.each([
    ['inputs', '<input value="Ada"><textarea>Ada</textarea><select><option>Ada</option></select>'],
    [
      'editors',
      '<div contenteditable>Ada</div><div contenteditable="plaintext-only">Ada</div><p role="textbox">Ada</p>',
    ],
    ['code', '<pre>Ada</pre><code>Ada</code><kbd>Ada</kbd><samp>Ada</samp>'],
    [
      'scripts, styles and what stands in for them',
      '<script type="x">Ada</script><style>Ada{}</style><noscript>Ada</noscript><template>Ada</template>',
    ],
    ['drawings and formulas', '<svg><text>Ada</text></svg><math><mi>Ada</mi></math>'],
    [
      'what is hidden from everybody',
      '<p style="display:none">Ada</p><p hidden style="display:none">Ada</p><p style="visibility:hidden">Ada</p>',
    ],
    ['what is hidden from screen readers', '<p aria-hidden="true">Ada</p>'],
    [
      'what only screen readers get',
      '<p style="position:absolute;clip-path:inset(50%)">Ada</p><p style="position:absolute;width:1px;height:1px;overflow:hidden">Ada</p>',
    ],
    [
      'what is put beside the screen',
      '<p style="position:absolute;left:-9999px;top:0">Ada</p><p style="position:fixed;left:0;top:-9999px">Ada</p><h1 style="text-indent:-9999px">Ada</h1>',
    ],
    ['closed details', '<details><p>Ada</p></details>'],
    ['text without a letter', '<p>12 %</p><p>•</p>'],
  ])('leaves out %s', (_rule, html) => {
    expect(textsOf(html)).toEqual([]);
  });

  it('reads the slides of a row that stand beside the screen now', () => {
    expect(textsOf('<p style="position:absolute;left:-1920px;top:0">Ada</p>')).toEqual(['Ada']);
  });

  it('parts words by an object, so that no name runs across it', () => {
    expect(textsOf('<p>Ada <code>x</code> Lovelace</p>')).toEqual(['Ada \uFFFC Lovelace']);
  });

  it('leaves no trace of hidden text inside a name', () => {
    expect(textsOf('<p>Ada<span style="display:none"> Augusta</span> Lovelace</p>')).toEqual([
      'Ada Lovelace',
    ]);
  });

  it('reads visible text inside an invisible element', () => {
    expect(
      textsOf('<p style="visibility:hidden">Ada <b style="visibility:visible">Lovelace</b></p>'),
    ).toEqual(['Lovelace']);
  });

  it('reads open details', () => {
    expect(textsOf('<details open><summary>Who</summary><p>Ada</p></details>')).toEqual(['Who', 'Ada']);
  });

  it('reads open shadow trees, nested ones too', () => {
    document.body.innerHTML = '<div id="outer"></div>';
    const outer = document.getElementById('outer')!.attachShadow({ mode: 'open' });
    outer.innerHTML = '<p>Ada</p><div id="inner"></div>';
    outer.getElementById('inner')!.attachShadow({ mode: 'open' }).innerHTML = 'Lovelace';
    expect(readRuns(document.body).map(({ text }) => text)).toEqual(['Ada', 'Lovelace']);
  });

  it('tells for each text node where it stands in the run', () => {
    document.body.innerHTML = '<p><b>Ada</b><br>Love<i>lace</i></p>';
    const [run] = readRuns(document.body);
    expect(run?.pieces.map(({ node, start, length }) => [node.data, start, length])).toEqual([
      ['Ada', 0, 3],
      ['Love', 4, 4],
      ['lace', 8, 4],
    ]);
  });

  it('reads a long list in steps, always ending at the edge of a block', () => {
    document.body.innerHTML = '<p>Ada</p>'.repeat(1000);
    let blocks = 0;
    const { rest } = readStep(document.body.firstChild, { block: () => void blocks++ });
    expect(blocks).toBeLessThan(500);
    expect(rest).toBe(document.body.children[blocks]);
  });

  it('can be interrupted in the middle of a long line, which stays one', () => {
    const runs: TextRun[] = [];
    const line = lineOf(1500, 'word ');
    const { interruptions } = readStep(line.firstChild, { run: (run) => runs.push(run) });
    expect(interruptions).toBeGreaterThan(5);
    expect(runs.map(({ text }) => text)).toEqual([line.textContent]);
  });

  it('parts a line of thousands of text nodes, and loses none', () => {
    const line = lineOf(5000, 'word ');
    const runs = readRuns(line);
    expect(runs.length).toBeGreaterThan(1);
    expect(Math.max(...runs.map(({ pieces }) => pieces.length))).toBeLessThanOrEqual(2000);
    expect(runs.map(({ text }) => text).join('')).toBe(line.textContent);
  });

  it('reads the beginning of a text node that has no end', () => {
    const [run, ...others] = readRuns(lineOf(1, 'word '.repeat(500_000)));
    expect(others).toEqual([]);
    expect(run?.text.length).toBe(1_000_000);
    expect(run?.pieces[0]?.length).toBe(1_000_000);
  });

  it('stops as soon as no more is wanted, with what it has', () => {
    const runs: TextRun[] = [];
    let left = 10;
    const { rest } = readStep(lineOf(1000, 'word ').firstChild, {
      wants: () => left-- > 0,
      run: (run) => runs.push(run),
    });
    expect(rest).toBeNull();
    expect(runs.map(({ pieces }) => pieces.length)).toEqual([10]);
  });

  it('reads elements that are nested deeper than a stack of calls', () => {
    const DEPTH = 15_000;
    const root = document.createElement('p');
    // Asking for a style is the browser's work, and a plain one will do.
    const style = vi.spyOn(globalThis, 'getComputedStyle').mockReturnValue({ display: 'inline' } as never);
    let innermost: Element = root;
    for (let depth = 0; depth < DEPTH; depth++) {
      const inner = document.createElement('b');
      innermost.append(inner);
      innermost = inner;
    }
    innermost.append('Ada');
    try {
      expect(readRuns(root).map(({ text }) => text)).toEqual(['Ada']);
    } finally {
      style.mockRestore();
    }
  });

  it('says of which blocks the browser leaves out what is far away', () => {
    document.body.innerHTML = '<div style="content-visibility: auto">Ada</div><div>Lovelace</div>';
    const seen: [string | null, boolean][] = [];
    readStep(document.body.firstChild, {
      block: ({ textContent }, { contentVisibility }) =>
        seen.push([textContent, contentVisibility === 'auto']),
    });
    expect(seen).toEqual([
      ['Ada', true],
      ['Lovelace', false],
    ]);
  });
});
