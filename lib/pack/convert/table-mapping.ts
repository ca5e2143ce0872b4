/** What a column of a table can give: fields of the row's entity, and of a fact about it. */
export const TABLE_FIELDS = [
  'name',
  'id',
  'type',
  'description',
  'aliases',
  'context',
  'exclude',
  'sameAs',
  'prominence',
  'statement',
  'property',
  'value',
  'currency',
  'unit',
  'status',
  'asOf',
  'sourceTitle',
  'sourceUrl',
  'sourcePublished',
  'quote',
] as const;
export type TableField = (typeof TABLE_FIELDS)[number];

/** Field → number of its column, 0-based. Several columns may give aliases or addresses. */
export type TableMapping = Readonly<Partial<Record<TableField, readonly number[]>>>;

/** Headings by which a column is known, folded: lower case, letters and digits only. */
const HEADINGS: Readonly<Record<TableField, readonly string[]>> = {
  name: ['name', 'label', 'title', 'entity', 'company', 'organization', 'organisation', 'person', 'fullname'],
  id: ['id', 'identifier', 'key', 'entityid', 'qid', 'wikidataid'],
  type: ['type', 'kind', 'category', 'class', 'entitytype'],
  description: ['description', 'desc', 'summary', 'about', 'notes', 'note'],
  aliases: [
    'aliases',
    'alias',
    'aka',
    'alsoknownas',
    'synonyms',
    'othernames',
    'acronym',
    'shortname',
    'ticker',
  ],
  context: ['context', 'keywords', 'tags'],
  exclude: ['exclude', 'not', 'except'],
  sameAs: ['sameas', 'website', 'homepage', 'wikidata', 'wikipedia', 'officialsite', 'url'],
  prominence: ['prominence', 'importance', 'weight'],
  statement: ['statement', 'fact', 'claim', 'text'],
  property: ['property', 'attribute', 'metric'],
  value: ['value', 'amount', 'number'],
  currency: ['currency'],
  unit: ['unit', 'units'],
  status: ['status'],
  asOf: ['asof', 'date', 'when'],
  sourceTitle: ['source', 'sourcetitle', 'reference', 'citation', 'publication'],
  sourceUrl: ['sourceurl', 'sourcelink', 'link', 'referenceurl', 'evidence'],
  sourcePublished: ['sourcepublished', 'sourcedate', 'published', 'publicationdate'],
  quote: ['quote', 'quotation', 'excerpt'],
};

const TAKES_SEVERAL: readonly TableField[] = ['aliases', 'sameAs', 'context', 'exclude'];

/** Guesses what each column gives from its heading. What is not known is left out. */
export function detectMapping(headings: readonly string[]): TableMapping {
  const mapping: Partial<Record<TableField, number[]>> = {};
  for (const [column, heading] of headings.entries()) {
    const folded = heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const field = TABLE_FIELDS.find((candidate) => HEADINGS[candidate].includes(folded));
    if (field === undefined) continue;
    const columns = mapping[field];
    if (columns === undefined) mapping[field] = [column];
    else if (TAKES_SEVERAL.includes(field)) columns.push(column);
  }
  return mapping;
}
