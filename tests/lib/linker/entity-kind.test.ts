import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../lib/linker/entity-kind.ts';
import { hashesOf } from '../../../lib/linker/known-entity.ts';
import type { Entity } from '../../../lib/model/fact-pack.ts';
import { entity } from './read-page.ts';

const nameOf = (text: string) => ({ hashes: hashesOf(text) });
const kindOfEntity = ({ type, description, name }: Entity) =>
  kindOf(type, description === undefined ? undefined : hashesOf(description), [nameOf(name)]);

describe('kindOf', () => {
  it.each([
    ['a person', 'Ostrian footballer and coach', 'person'],
    ['a place', 'city in Ostria', 'place'],
    ['an organisation', 'football club in the city of Vestra', 'organization'],
    ['a thing', 'programming language', 'thing'],
    ['the last noun before a preposition', 'city newspaper of the state of Vestra', 'organization'],
    ['a noun in brackets', 'Vestra (Zeitung)', 'organization'],
    ['a legal form', 'Vestra Handels GmbH', 'organization'],
  ])('reads %s from the description', (_what, description, kind) => {
    expect(kindOfEntity(entity('Vestra', { type: 'concept', description }))).toBe(kind);
  });

  it('believes the description more than the type', () => {
    const shop = entity('Vestra', { type: 'person', description: 'supermarket chain' });
    expect(kindOfEntity(shop)).toBe('organization');
  });

  it('takes the type where the description says nothing', () => {
    expect(kindOfEntity(entity('Vestra', { type: 'place' }))).toBe('place');
    expect(kindOfEntity(entity('Vestra', { type: 'work' }))).toBe('thing');
    expect(kindOfEntity(entity('Vestra', { type: 'concept', description: 'Greater Vestra' }))).toBe('other');
  });

  it.each([
    ['State of Vestra', 'place'],
    ['Bank of Vestra', 'organization'],
    ['Universidad de Vestra', 'organization'],
  ])('reads it from a name that describes it: %s', (name, kind) => {
    expect(kindOf('concept', undefined, [nameOf('Vestra'), nameOf(name)])).toBe(kind);
  });

  it('knows a person by the given name before the surname', () => {
    const berg = entity('Vestra', { type: 'concept', description: 'Robert Vestra' });
    expect(kindOfEntity(berg)).toBe('person');
  });
});
