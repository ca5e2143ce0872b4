import { describe, expect, it } from 'vitest';
import type { Fact } from '../../lib/model/fact-pack.ts';
import { ARTICLE, findNames, mainQuote, PACK, PARAGRAPHS } from './bundled-pack.ts';
import { statusByWords } from './status-rule.ts';

const ENTITY_IDS = new Set(PACK.entities.map((entity) => entity.id));
const FACTS_BY_ID = new Map(PACK.facts.map((fact) => [fact.id, fact]));

/** Amounts of money in a text, in plain dollars: "$14.6 billion", "$110B". */
function findMoney(text: string): number[] {
  return [...text.matchAll(/\$(\d+(?:\.\d+)?) ?(?:billion|B)\b/g)].map(([, amount]) => Number(amount) * 1e9);
}

/** Electric capacities: "100MW", "1 GW". */
function findCapacities(text: string): string[] {
  return [...text.matchAll(/\b(\d+) ?([MG]W)\b/g)].map(([, amount, unit]) => `${amount} ${unit}`);
}

describe('facts of the bundled pack', () => {
  it('are at least 40, no two with the same statement', () => {
    expect(PACK.facts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(PACK.facts.map((fact) => fact.statement)).size).toBe(PACK.facts.length);
    expect(new Set(PACK.facts.map(mainQuote)).size).toBe(PACK.facts.length);
  });

  it('leave no entity without a fact', () => {
    const concerned = new Set(PACK.facts.flatMap((fact) => fact.about));
    expect(PACK.entities.filter((entity) => !concerned.has(entity.id))).toEqual([]);
  });

  it('quote the article to the letter, in the paragraph that they name', () => {
    for (const { source, quote, locator } of PACK.facts.flatMap((fact) => fact.sources)) {
      expect(source).toBe('article');
      expect(ARTICLE).toContain(quote);
      const paragraph = Number(/^paragraph (\d+)$/.exec(locator ?? '')?.[1]);
      expect(PARAGRAPHS[paragraph - 1]).toContain(quote);
    }
  });

  it('have the status that the article’s words allow', () => {
    const byWords = PACK.facts.map((fact) => [fact.id, statusByWords(fact)]);
    expect(PACK.facts.map((fact) => [fact.id, fact.status])).toEqual(byWords);
  });

  it('are never confirmed: one article confirms nothing', () => {
    expect(PACK.facts.filter((fact) => fact.status === 'confirmed')).toEqual([]);
  });

  it.each(['committed', 'actively pursuing', 'plans are underway', 'ambitions'])(
    'call nothing confirmed that the article calls "%s"',
    (words) => {
      const statuses = PACK.facts
        .filter((fact) => mainQuote(fact).includes(words))
        .map((fact) => fact.status);
      expect(statuses).toEqual(['planned']);
    },
  );

  it('are one sentence each', () => {
    expect(PACK.facts.filter((fact) => !/^\P{Ll}.*[^.]\.$/u.test(fact.statement))).toEqual([]);
  });

  it('are about every entity that they name, and only about entities of the pack', () => {
    for (const fact of PACK.facts) {
      expect(
        fact.about.filter((id) => !ENTITY_IDS.has(id)),
        fact.id,
      ).toEqual([]);
      const unlisted = findNames(fact.statement).filter(({ entity }) => !fact.about.includes(entity.id));
      expect(unlisted, fact.id).toEqual([]);
    }
  });

  it('have values that agree with the statement and the quote', () => {
    PACK.facts.forEach(expectValueToAgree);
  });

  it('have a date only where the article gives one: "In 2026" is said of the round and of nothing else', () => {
    const dated = PACK.facts.filter((fact) => fact.asOf !== undefined);
    const onTheRound = PACK.facts.filter((fact) => fact.property?.endsWith('of the funding round'));
    expect(dated).toEqual(onTheRound);
    expect(new Set(dated.map((fact) => fact.asOf))).toEqual(new Set(['2026']));
  });

  it('contradict each other both ways, and only where the article contradicts itself', () => {
    const pairs = PACK.facts.flatMap((fact) => (fact.contradicts ?? []).map((other) => [fact.id, other]));
    for (const [id = '', other = ''] of pairs) expect(FACTS_BY_ID.get(other)?.contradicts).toContain(id);
    expect(pairs.filter(([id = '', other = '']) => id < other)).toEqual([
      ['openai-round-size', 'openai-round-size-at-least'],
      ['nscale-backer-nvidia', 'nscale-backer-softbank'],
    ]);
  });

  it('contradict each other about the same property of the same entity', () => {
    for (const fact of PACK.facts) {
      for (const id of fact.contradicts ?? []) {
        const other = FACTS_BY_ID.get(id);
        expect([other?.about[0], other?.property]).toEqual([fact.about[0], fact.property]);
      }
    }
  });
});

function expectValueToAgree(fact: Fact): void {
  const { statement, value } = fact;
  const quote = mainQuote(fact);
  expect(findMoney(statement), fact.id).toEqual(value?.type === 'money' ? [value.amount] : []);
  expect(findCapacities(statement), fact.id).toEqual(
    value?.type === 'quantity' ? [`${value.amount} ${value.unit}`] : [],
  );
  switch (value?.type) {
    case undefined:
      return;
    case 'money':
      expect(value.currency, fact.id).toBe('USD');
      expect(findMoney(quote), fact.id).toEqual([value.amount]);
      expect(value.approx ?? false, fact.id).toBe(quote.includes('approximately'));
      expect(value.bound, fact.id).toBe(
        quote.includes('up to') ? 'at-most' : quote.includes('+') ? 'at-least' : undefined,
      );
      return;
    case 'quantity':
      expect(findCapacities(quote), fact.id).toEqual([`${value.amount} ${value.unit}`]);
      return;
    case 'date':
      expect(statement, fact.id).toContain(value.date);
      expect(quote, fact.id).toContain(value.date);
      return;
    case 'entity':
      expect(
        findNames(statement).map(({ entity }) => entity.id),
        fact.id,
      ).toContain(value.entity);
      expect(fact.about, fact.id).toContain(value.entity);
      return;
    case 'quote':
      expect(quote, fact.id).toBe(value.text);
      expect(statement, fact.id).toContain(value.speaker);
      return;
    case 'text':
      expect(quote, fact.id).toContain(value.text);
  }
}
