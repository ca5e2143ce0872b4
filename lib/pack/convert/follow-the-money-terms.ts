import type { EntityType } from '../../model/fact-pack.ts';
import { countryName, topicName } from './follow-the-money-codes.ts';

/* What the schemata and properties of FollowTheMoney are in a fact pack. */

/** Schemata that are things, by what they are in a fact pack. */
export const THINGS: Readonly<Partial<Record<string, EntityType>>> = {
  Person: 'person',
  Company: 'organization',
  Organization: 'organization',
  PublicBody: 'organization',
  LegalEntity: 'organization',
  Position: 'concept',
  Territory: 'place',
  Asset: 'product',
  Security: 'product',
  CryptoWallet: 'product',
  Vehicle: 'product',
  Vessel: 'product',
  Airplane: 'product',
  RealEstate: 'place',
  Event: 'event',
  CourtCase: 'event',
  Project: 'event',
  Document: 'work',
  Article: 'work',
};

/** Schemata whose names are too ordinary to be marked wherever they stand: "Mayor", "Member of Parliament". */
export const ORDINARY_NAMES: ReadonlySet<string> = new Set(['Position']);

export interface Relation {
  /** Properties that hold the ids of the two sides. */
  readonly subject: string;
  readonly object: string;
  readonly words: string;
  /** Properties that say more of the relation. */
  readonly details?: readonly string[];
}

/** Schemata that relate two things. */
export const RELATIONS: Readonly<Partial<Record<string, Relation>>> = {
  Ownership: { subject: 'owner', object: 'asset', words: 'owns', details: ['ownershipType'] },
  Control: { subject: 'controller', object: 'controlled', words: 'controls', details: ['controlType'] },
  Directorship: { subject: 'director', object: 'organization', words: 'is a director of' },
  Membership: { subject: 'member', object: 'organization', words: 'is a member of' },
  Occupancy: {
    subject: 'holder',
    object: 'post',
    words: 'holds or held the post',
    details: ['constituency', 'politicalGroup', 'status'],
  },
  Employment: { subject: 'employee', object: 'employer', words: 'works for' },
  Representation: { subject: 'agent', object: 'client', words: 'represents' },
  Associate: { subject: 'person', object: 'associate', words: 'is associated with' },
  Family: { subject: 'person', object: 'relative', words: 'is related to' },
  Succession: { subject: 'successor', object: 'predecessor', words: 'succeeds' },
  Debt: { subject: 'debtor', object: 'creditor', words: 'owes money to' },
  Payment: { subject: 'payer', object: 'beneficiary', words: 'pays', details: ['purpose'] },
  ProjectParticipant: { subject: 'participant', object: 'project', words: 'takes part in' },
  CourtCaseParty: { subject: 'party', object: 'case', words: 'is a party to' },
  UnknownLink: { subject: 'subject', object: 'object', words: 'is linked to' },
};

/** A property of things that is told as facts. */
export interface ToldProperty {
  readonly property: string;
  readonly words: string;
  /** What a value of it stands for, where values are codes. */
  readonly meaningOf?: (code: string) => string;
}

export const TOLD_PROPERTIES: readonly ToldProperty[] = [
  { property: 'position', words: 'position' },
  { property: 'birthDate', words: 'date of birth' },
  { property: 'birthPlace', words: 'place of birth' },
  { property: 'birthCountry', words: 'country of birth', meaningOf: countryName },
  { property: 'deathDate', words: 'date of death' },
  { property: 'incorporationDate', words: 'date of incorporation' },
  { property: 'dissolutionDate', words: 'date of dissolution' },
  { property: 'nationality', words: 'nationality', meaningOf: countryName },
  { property: 'citizenship', words: 'citizenship', meaningOf: countryName },
  { property: 'country', words: 'country', meaningOf: countryName },
  { property: 'mainCountry', words: 'country of origin', meaningOf: countryName },
  { property: 'jurisdiction', words: 'jurisdiction', meaningOf: countryName },
  { property: 'topics', words: 'listed under the topic', meaningOf: topicName },
  { property: 'registrationNumber', words: 'registration number' },
  { property: 'leiCode', words: 'Legal Entity Identifier' },
  { property: 'imoNumber', words: 'IMO number' },
  { property: 'flag', words: 'flag', meaningOf: countryName },
];
