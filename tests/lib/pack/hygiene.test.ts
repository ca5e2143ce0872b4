import { describe, expect, it } from 'vitest';
import { check, ENTITY, HEADER, lines } from './reading.ts';

const described = (description: string) => lines(HEADER, { ...ENTITY, description });
/** The same, every character beyond ASCII escaped as \uXXXX. */
const escaped = (text: string) =>
  text.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('hygiene', () => {
  it.each([
    ['text in any script', 'Häfen, порт, 港口, ميناء, नमस्ते, 🏗️👩‍🚀'],
    ['joiners that Persian and Indic scripts need', 'می\u200cخواهم क्\u200dष'],
    ['direction marks of mixed text', 'Acme\u200e (أكمي)\u200f'],
    ['balanced isolates', 'The firm \u2068أكمي\u2069 builds'],
    ['line breaks and tabs', 'one\ntwo\tthree'],
    ['the word constructor in a text', 'the constructor of prototypes'],
    ['a backslash before a u', 'C:\\users'],
  ])('takes %s, escaped or not', async (_what, description) => {
    expect((await check(described(description))).summary).toEqual([]);
    expect((await check(escaped(described(description)))).summary).toEqual([]);
  });

  it.each([
    ['a right-to-left override', 'photo\u202egpj.exe\u202c', ['bidi-override']],
    ['an embedding without its end', 'a \u202b b', ['bidi-unbalanced']],
    ['an end without embedding', 'HDFC Bank\u202c', ['bidi-unbalanced']],
    ['isolates that cross embeddings', '\u2066a\u202bb\u2069c\u202c', ['bidi-unbalanced']],
    ['a NUL', 'a\u0000b', ['control-character']],
    ['an escape character', 'a\u001b[31mb', ['control-character']],
    ['a C1 control', 'Imobilia\u0081rio', ['odd-character']],
    ['a byte order mark inside', 'a\ufeffb', ['odd-character']],
    ['what is still to be written', 'TODO: what it is', ['unfinished']],
  ])('reports %s, escaped or not', async (_what, description, codes) => {
    const expected = codes.map((code) => `${code} line 2 $.description`);
    expect((await check(described(description))).summary).toEqual(expected);
    expect((await check(escaped(described(description)))).summary).toEqual(expected);
  });

  it('refuses half a surrogate pair, which no file can hold', async () => {
    const { summary, problems } = await check(described('half \\ud83d').replace('\\\\ud83d', '\\ud83d'));
    expect(summary).toEqual(['lone-surrogate line 2 $.description']);
    expect(problems[0]?.params).toEqual({ character: 'U+D83D' });
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'refuses a field called %s, however it is written',
    async (key) => {
      const line = `{"record":"entity","id":"a","type":"place","name":"A","more":{"${key}":{"isAdmin":true}}}\n`;
      const { summary, entities } = await check(lines(HEADER) + line);
      expect(summary).toEqual([`forbidden-key line 2 $.more.${key}`]);
      expect(entities).toEqual([]);
      const spelled = line.replace(key, `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}`);
      expect((await check(lines(HEADER) + spelled)).summary).toEqual(summary);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );

  it('looks into unknown fields and field names too', async () => {
    const { summary } = await check(lines(HEADER, { ...ENTITY, 'a\u202eb': [{ c: 'd\u202ee' }] }));
    expect(summary).toContain('bidi-override line 2 $["a\u202eb"]');
    expect(summary).toContain('bidi-override line 2 $["a\u202eb"][0].c');
  });
});
