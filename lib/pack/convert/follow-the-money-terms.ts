import type { EntityType } from '../../model/fact-pack.ts';

/* What the schemata and properties of FollowTheMoney are in a fact pack. */

/** Schemata that are things, by what they are in a fact pack. */
export const THINGS: Readonly<Partial<Record<string, EntityType>>> = {
  Person: 'person',
  Company: 'organization',
  Organization: 'organization',
  PublicBody: 'organization',
  LegalEntity: 'organization',
  Asset: 'product',
  Vehicle: 'product',
  Vessel: 'product',
  Airplane: 'product',
  RealEstate: 'place',
  Event: 'event',
  Document: 'work',
  Article: 'work',
};

export interface Relation {
  /** Properties that hold the ids of the two sides. */
  readonly subject: string;
  readonly object: string;
  readonly words: string;
}

/** Schemata that relate two things. */
export const RELATIONS: Readonly<Partial<Record<string, Relation>>> = {
  Ownership: { subject: 'owner', object: 'asset', words: 'owns' },
  Directorship: { subject: 'director', object: 'organization', words: 'is a director of' },
  Membership: { subject: 'member', object: 'organization', words: 'is a member of' },
  Employment: { subject: 'employee', object: 'employer', words: 'works for' },
  Representation: { subject: 'agent', object: 'client', words: 'represents' },
  Associate: { subject: 'person', object: 'associate', words: 'is associated with' },
  Family: { subject: 'person', object: 'relative', words: 'is related to' },
  Succession: { subject: 'successor', object: 'predecessor', words: 'succeeds' },
  UnknownLink: { subject: 'subject', object: 'object', words: 'is linked to' },
};

/** Properties of things that are told as facts, with the words for them. */
export const TOLD_PROPERTIES: readonly (readonly [property: string, words: string])[] = [
  ['position', 'position'],
  ['birthDate', 'date of birth'],
  ['deathDate', 'date of death'],
  ['incorporationDate', 'date of incorporation'],
  ['dissolutionDate', 'date of dissolution'],
  ['nationality', 'nationality'],
  ['country', 'country'],
  ['jurisdiction', 'jurisdiction'],
  ['topics', 'listed under the topic'],
  ['registrationNumber', 'registration number'],
  ['imoNumber', 'IMO number'],
  ['flag', 'flag'],
];
