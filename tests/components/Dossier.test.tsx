// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Dossier } from '../../components/Dossier.tsx';
import { draw, nameOf } from './draw.tsx';
import { DOSSIER, LONG_DOSSIER } from './gallery/fixtures.ts';

describe('a dossier', () => {
  it('tells every fact with its date, status and value', async () => {
    const { root } = await draw(<Dossier dossier={DOSSIER} />);
    const facts = [...root.querySelectorAll('.fact')].map(({ textContent }) => textContent);
    expect(facts).toHaveLength(5);
    expect(facts[0]).toContain('March 2, 2026Confirmed');
    expect(facts[0]).toContain('about DKK\u00a0110 billion');
    expect(facts[4]).toContain('Claimed');
  });

  it('quotes the source, names it and leads to it, in a new tab that learns nothing of us', async () => {
    const { all, root } = await draw(<Dossier dossier={DOSSIER} />);
    expect(root.querySelector('blockquote')?.textContent).toContain('a loan of some 110 billion crowns');
    const link = all('link').find((each) => each.getAttribute('href') === 'https://register.example/valen')!;
    expect(nameOf(link)).toContain('Register of Harbour Operators');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('keeps further sources at hand', async () => {
    const { root } = await draw(<Dossier dossier={DOSSIER} />);
    const more = root.querySelector('.fact details')!;
    expect(more.querySelector('summary')?.textContent).toBe('1 more source');
    expect(more.textContent).toContain('a loan that the company puts at 110 billion');
  });

  it('strikes out what is superseded and says what holds now', async () => {
    const { root } = await draw(<Dossier dossier={DOSSIER} />);
    const old = [...root.querySelectorAll('.fact--past')];
    expect(old).toHaveLength(1);
    expect(old[0]!.textContent).toContain('Now: Meridian Lines borrowed about 110 billion crowns');
  });

  it('shows a contradiction on both facts', async () => {
    const { root } = await draw(<Dossier dossier={DOSSIER} />);
    expect(
      [...root.querySelectorAll('.fact__relation--against')].map(({ textContent }) => textContent),
    ).toEqual([
      'Against this: Meridian Lines says that it needs no loan at all.',
      'Against this: Meridian Lines plans to borrow 90 billion crowns.',
    ]);
  });

  it('names who says otherwise, where it is somebody else', async () => {
    const facts = DOSSIER.facts.map((fact, index) => ({
      ...fact,
      sources: fact.sources.map(({ source, ...cited }) => ({
        ...cited,
        source: { ...source, publisher: `Paper ${index}` },
      })),
    }));
    const { root } = await draw(<Dossier dossier={{ ...DOSSIER, facts }} />);
    const [first] = [...root.querySelectorAll('.fact__relation--against')];
    expect(first?.textContent).toMatch(/^Paper \d says otherwise: Meridian Lines says/);
  });

  it('names the packs of facts, and of those that dispute them, where there are several', async () => {
    const [first] = DOSSIER.facts;
    const other = {
      ...first!,
      id: 'x',
      packId: 'ledger',
      packTitle: 'Port ledger',
      statement: 'It was 90 billion.',
      contradicts: [first!.id],
    };
    const { root, text } = await draw(<Dossier dossier={{ ...DOSSIER, facts: [first!, other] }} />);
    expect(
      [...root.querySelectorAll('.fact__relation--against')].map(({ textContent }) => textContent),
    ).toEqual([
      'Disputed. Port ledger says: It was 90 billion.',
      `Disputed. ${first!.packTitle} says: ${first!.statement}`,
    ]);
    expect(text).toContain('Port ledger');
    expect((await draw(<Dossier dossier={DOSSIER} />)).text).not.toContain(first!.packTitle);
  });

  it('names an entity that a value refers to', async () => {
    const [fact] = DOSSIER.facts;
    const dossier = {
      ...DOSSIER,
      facts: [{ ...fact!, value: { type: 'entity', entity: 'org:x' } as const }],
    };
    const { text } = await draw(
      <Dossier dossier={dossier} nameOf={(id) => (id === 'org:x' ? 'Xenia' : undefined)} />,
    );
    expect(text).toContain('Xenia');
  });

  it('counts names beyond the eighth instead of listing them', async () => {
    const { text } = await draw(<Dossier dossier={LONG_DOSSIER} />);
    expect(text).toContain('chapter 8');
    expect(text).not.toContain('chapter 9');
    expect(text).toContain('6 more names');
  });

  it('has a heading for facts without a date only beside facts with one', async () => {
    const drawing = await draw(<Dossier dossier={DOSSIER} />);
    const years = () => [...drawing.root.querySelectorAll('h3')].map(({ textContent }) => textContent);
    expect(years()).toEqual(['2026', '2025', '2019', 'Without a date']);
    await drawing.redraw(<Dossier dossier={{ ...DOSSIER, facts: DOSSIER.facts.slice(4) }} />);
    expect(years()).toEqual([]);
  });

  it('shows markup in a pack as text', async () => {
    const entity = { ...DOSSIER.entity, name: '<img src=x onerror=alert(1)>' };
    const { root, text } = await draw(<Dossier dossier={{ ...DOSSIER, entity }} />);
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(root.querySelector('img')).toBeNull();
  });

  it('says when there are names only', async () => {
    const { text } = await draw(<Dossier dossier={{ ...DOSSIER, facts: [] }} />);
    expect(text).toContain('No facts yet, only its names');
  });
});
