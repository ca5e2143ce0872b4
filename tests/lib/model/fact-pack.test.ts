import { describe, expect, it } from 'vitest';
import { type Entity, entityAliases } from '../../../lib/model/fact-pack.ts';

const entity = (more: Partial<Entity>): Entity => ({
  id: 'org:acme',
  type: 'organization',
  name: 'Acme',
  ...more,
});

describe('entityAliases', () => {
  it('gives the main name first, then aliases, then names in other languages', () => {
    const names = entityAliases(
      entity({ aliases: ['Acme Group', { text: 'ACM', kind: 'acronym' }], names: { ja: 'アクメ' } }),
    ).map((alias) => alias.text);
    expect(names).toEqual(['Acme', 'Acme Group', 'ACM', 'アクメ']);
  });

  it('fills in kind and case', () => {
    expect(entityAliases(entity({ aliases: [{ text: 'ACM', kind: 'acronym' }] }))).toEqual([
      { text: 'Acme', kind: 'name', case: 'auto' },
      { text: 'ACM', kind: 'acronym', case: 'auto' },
    ]);
  });

  it('lets an alias of the same text say how the main name is matched', () => {
    expect(entityAliases(entity({ aliases: ['Acme Group', { text: 'Acme', case: 'sensitive' }] }))).toEqual([
      { text: 'Acme', kind: 'name', case: 'sensitive' },
      { text: 'Acme Group', kind: 'name', case: 'auto' },
    ]);
  });

  it('gives no text twice, and keeps the first', () => {
    const aliases = ['Acme', { text: 'ACM', kind: 'acronym' }, { text: 'ACM', kind: 'weak' }] as const;
    expect(entityAliases(entity({ aliases, names: { de: 'Acme' } }))).toEqual([
      { text: 'Acme', kind: 'name', case: 'auto' },
      { text: 'ACM', kind: 'acronym', case: 'auto' },
    ]);
  });
});
