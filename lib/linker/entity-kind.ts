import type { EntityType } from '../model/fact-pack.ts';
import { isGivenName } from './given-names.ts';
import { hashWords, OF } from './word-classes.ts';

export const ENTITY_KINDS = ['person', 'place', 'organization', 'thing', 'other'] as const;
/** What an entity is, as far as the words around a name tell kinds apart. */
export type EntityKind = (typeof ENTITY_KINDS)[number];

/**
 * What a description calls an entity of each kind: "British [politician]", "[newspaper] in Ohio". The last
 * such word before the first preposition counts, so "football club" is no sport and "bank holiday" no bank.
 */
const KIND_NOUNS = {
  person: hashWords(
    'politician singer musician rapper actor actress footballer writer author journalist novelist poet painter artist composer director producer scientist physicist chemist businessman businesswoman businessperson entrepreneur founder cofounder ceo president chancellor senator minister lawyer athlete player coach model comedian philosopher historian economist king queen screenwriter editor cinematographer engineer designer archaeologist philologist officer priest professor researcher academic theologian soldier bishop archbishop jurist teacher librarian diplomat physician character daughter son wife husband brother sister mother father cartoonist wrestler boxer cyclist swimmer skier golfer driver dancer pianist drummer guitarist biologist mathematician sociologist linguist astronomer architect animator filmmaker statesman playwright songwriter activist astronaut explorer prince princess duke emperor pope saint judge mayor governor general admiral celebrity socialite host presenter broadcaster critic scholar psychologist surgeon nurse detective criminal deity god surname person man woman',
    'politiker politikerin schauspieler schauspielerin sanger sangerin autor autorin schriftsteller musiker fussballer fussballspieler trainer regisseur journalist kanzler nachname',
    'chanteur chanteuse acteur actrice ecrivain homme femme footballeur politico cantante escritor escritora futbolista actriz',
    'политик актер актриса певец певица писатель поэт журналист футболист режиссер композитор художник ученый историк предприниматель',
  ),
  place: hashWords(
    'city country town village county state province region island river lake mountain continent capital municipality district ocean planet republic nation kingdom constituency commune comune borough parish canton prefecture oblast governorate neighborhood neighbourhood suburb settlement territory territories archipelago atoll sea stream street square building airport station stadium park cemetery peninsula desert valley road castle bay coast hill volcano monarchy township community area place moon star',
    'stadt land gemeinde fluss staat insel berg bundesland hauptstadt landkreis',
    'ville pays fleuve commune departement region ciudad pais rio isla municipio provincia',
    'город страна река село остров область государство край район республика',
  ),
  organization: hashWords(
    'company corporation firm chain retailer manufacturer maker carmaker automaker bank insurer insurance airline airlines group agency organization organisation institution university college school club team party union association network publisher newspaper magazine journal website site startup fintech brand operator provider supplier distributor conglomerate cooperative foundation charity society federation ministry department court government parliament legislature senate committee council army navy force forces police band orchestra label studio store shop supermarket restaurant exchange franchise subsidiary holding holdings trust fund office authority division unit institute museum hospital church library regiment brigade league marketplace business enterprise hotel channel station utility developer dealer board commission bureau congress administration inc incorporated corp plc ltd llc ag gmbh sa se',
    'unternehmen firma konzern bank partei verein zeitung magazin zeitschrift supermarktkette kette hersteller behorde universitat hochschule verlag sender',
    'entreprise societe parti journal magazine banque quotidien hebdomadaire empresa compania partido periodico diario revista banco universidad universite',
    'компания банк партия газета журнал университет организация клуб агентство министерство корпорация издательство',
  ),
  thing: hashWords(
    'language software app application browser system device devices console smartphone phone car product game platform framework database engine blockchain cryptocurrency currency drug vehicle aircraft ship rifle weapon missile speaker doorbell ide tool protocol format messenger service computer camera drink food dish film movie series album song novel book play show episode opera painting poem sitcom comic manga anime drama musical documentary single war battle election tournament championship festival cup race outbreak pandemic holiday ceremony treaty award prize degree disease species religion concept',
    'film spiel buch roman lied programmiersprache betriebssystem gerat',
    'langage roman chanson jeu langue pelicula novela cancion juego lenguaje libro',
    'фильм роман песня игра книга сериал язык война',
  ),
} as const;
/** Words at which the part of a description ends that says what the entity is. */
const DESCRIPTION_BREAKS = hashWords(
  'in of from by at on for that who which with near since to based located operated founded played written directed',
  'aus von bei im am des der die das',
  'du de des en qui del que',
  'в на из',
);

/** A name as the hashes of its words. */
interface NameHashes {
  readonly hashes: readonly number[];
}

/**
 * What it is by its description or a name that describes it ("Republic of Ostria"), whatever type the pack
 * gives it: packs made from databases call countries organisations, and shops persons.
 *
 * @param description Hashes of its words.
 * @param names The main one first.
 */
export function kindOf(
  type: EntityType,
  description: readonly number[] | undefined,
  names: readonly NameHashes[],
): EntityKind {
  const described =
    (description && kindOfDescription(description, names[0]?.hashes ?? [])) ?? kindOfNames(names);
  if (described) return described;
  if (type === 'person' || type === 'place' || type === 'organization') return type;
  return type === 'concept' ? 'other' : 'thing';
}

function kindOfDescription(description: readonly number[], name: readonly number[]): EntityKind | undefined {
  let head = 1;
  while (head < description.length && !DESCRIPTION_BREAKS.has(description[head] as number)) head++;
  const kind = lastKindIn(description, 0, head) ?? lastKindIn(description, head, description.length);
  if (kind || name.length !== 1) return kind;
  // "Nora Berg", of Berg.
  const at = description.indexOf(name[0] as number);
  return at > 0 && isGivenName(description[at - 1] as number) ? 'person' : undefined;
}

/** The noun before "of" says what the thing is: "City of Vestra", "Bank of Ostria", "Université de Vestra". */
function kindOfNames(names: readonly NameHashes[]): EntityKind | undefined {
  for (const { hashes } of names) {
    const of = hashes.findIndex((hash) => OF.has(hash));
    const kind = of > 0 ? KIND_OF_NOUN.get(hashes[of - 1] as number) : undefined;
    if (kind) return kind;
  }
  return undefined;
}

/** The kind that the last noun tells which tells any, between two words of a description. */
function lastKindIn(description: readonly number[], from: number, to: number): EntityKind | undefined {
  for (let at = Math.min(to, description.length) - 1; at >= from; at--) {
    const kind = KIND_OF_NOUN.get(description[at] as number);
    if (kind) return kind;
  }
  return undefined;
}

/** Where two kinds have a noun, it is the first one's. */
const KIND_OF_NOUN: ReadonlyMap<number, EntityKind> = new Map(
  (['thing', 'organization', 'place', 'person'] as const).flatMap((kind) =>
    [...KIND_NOUNS[kind]].map((noun) => [noun, kind] as const),
  ),
);
