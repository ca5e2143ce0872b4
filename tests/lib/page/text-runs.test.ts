// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSiblings, type TextRun } from '../../../lib/page/text-runs.ts';
import { addInlineStyles } from './inline-styles.ts';

/** Texts of all runs under an element, nested blocks and open shadow trees entered in their order. */
function readRuns(root: ParentNode & Node): TextRun[] {
  const runs: TextRun[] = [];
  const nested: (ParentNode & Node)[] = [];
  let next = root.firstChild as Node | null;
  while (next) {
    next = readSiblings(next, null, {
      run: (run) => runs.push(run),
      block: (element) => nested.push(element),
      shadow: (shadow) => nested.push(shadow),
      unseen: () => {},
      undefinedHost: () => {},
    });
  }
  return [...runs, ...nested.flatMap(readRuns)];
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
    ['closed details', '<details><p>Ada</p></details>'],
    ['text without a letter', '<p>12 %</p><p>•</p>'],
  ])('leaves out %s', (_rule, html) => {
    expect(textsOf(html)).toEqual([]);
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
    const visitor = { run: () => {}, shadow: () => {}, unseen: () => {}, undefinedHost: () => {} };
    let blocks = 0;
    const rest = readSiblings(document.body.firstChild, null, { ...visitor, block: () => blocks++ });
    expect(blocks).toBeLessThan(500);
    expect(rest).toBe(document.body.children[blocks]);
  });
});
