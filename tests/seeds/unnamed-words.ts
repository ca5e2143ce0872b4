/**
 * Words of the article that have a capital letter and are nevertheless not the name of anything that
 * the bundled pack tracks. Reviewed by hand; the test says when the article and this list part ways.
 */
export interface Exclusion {
  readonly reason: string;
  /** Where the words are excused: anywhere, only in headings, or only where a sentence begins. */
  readonly where: 'anywhere' | 'heading' | 'sentence-start';
  readonly words: readonly string[];
}

export const EXCLUSIONS: readonly Exclusion[] = [
  {
    reason: 'The field that the whole article is about, not a name; a mark on each "AI" would help nobody.',
    where: 'anywhere',
    words: ['AI'],
  },
  {
    reason: 'A common abbreviation for a kind of event; the pack tracks no particular one.',
    where: 'anywhere',
    words: ['IPO'],
  },
  { reason: 'Units and amounts.', where: 'anywhere', words: ['110B', '100MW', '1GW'] },
  { reason: 'The first person, in a quotation.', where: 'anywhere', words: ['I'] },
  {
    reason:
      'The adjective, not the name, and part of many other names (European Union, European Commission).',
    where: 'anywhere',
    words: ['European'],
  },
  {
    reason: 'Common words written with a capital because headings are.',
    where: 'heading',
    words: [
      'Autonomous',
      'Backers',
      'Backing',
      'Building',
      'Continues',
      'Current',
      'Defense',
      'Deployment',
      'Ecosystems',
      'Elevating',
      'Future',
      'Geopolitical',
      'Hardware',
      'Imperative',
      'Implications',
      'Industry',
      'Infrastructure',
      'Key',
      'Landscape',
      'Mega-Round',
      'Multi-Cloud',
      'National',
      'New',
      'Objectives',
      'Outlook',
      'Paradigm',
      'Powering',
      'Ramifications',
      'Regional',
      'Reshape',
      'Resilience',
      'Security',
      'Significance',
      'Sovereign',
      'Sovereignty',
      'Standards',
      'Status',
      'Strategic',
      'A',
    ],
  },
  {
    reason: 'Common words that begin a sentence, a list item or the words after a colon.',
    where: 'sentence-start',
    words: [
      'As',
      'Collaborations',
      'Countries',
      'Developing',
      'For',
      'Fundamentally',
      'In',
      'Key',
      'Multi-cloud',
      'Other',
      'Our',
      'Recent',
      'Responding',
      'Similar',
      'Such',
      'Supporting',
      'The',
      'These',
      'This',
      'To',
    ],
  },
];
