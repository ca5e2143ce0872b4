/*
 * What the codes in values of FollowTheMoney stand for, in English as all words of its converter: countries
 * (https://followthemoney.tech/explorer/types/country/) and topics (…/types/topic/). A code that is not known
 * here stays as it is.
 */

/**
 * Codes of territories beyond ISO 3166-1, and of states that are gone, which a browser would give the name of
 * what came after them: "SU" is not Russia.
 */
const TERRITORIES: Readonly<Partial<Record<string, string>>> = {
  zz: 'Global',
  an: 'Netherlands Antilles',
  anhh: 'Netherlands Antilles',
  bu: 'Burma',
  bumm: 'Burma',
  cs: 'Czechoslovakia',
  cshh: 'Czechoslovakia',
  csxx: 'Serbia and Montenegro',
  dd: 'East Germany',
  ddde: 'East Germany',
  su: 'Soviet Union',
  suhh: 'Soviet Union',
  yu: 'Yugoslavia',
  yucs: 'Yugoslavia',
  zr: 'Zaire',
  zrcd: 'Zaire',
  'az-nk': 'Nagorno-Karabakh',
  'cn-xz': 'Tibet',
  'cy-trnc': 'Northern Cyprus',
  'gb-nir': 'Northern Ireland',
  'gb-sct': 'Scotland',
  'gb-wls': 'Wales',
  'ge-ab': 'Abkhazia',
  'iq-kr': 'Kurdistan Region of Iraq',
  'md-pmr': 'Transnistria',
  'so-som': 'Somaliland',
  'ua-cri': 'Crimea',
  'ua-dpr': 'Donetsk',
  'ua-lpr': 'Luhansk',
  'x-so': 'South Ossetia',
};

/** ISO 3166-1 by the engine, which knows the names as CLDR has them. */
const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const TOPICS: Readonly<Partial<Record<string, string>>> = {
  'asset.frozen': 'frozen asset',
  'corp.disqual': 'disqualified',
  'corp.offshore': 'offshore',
  'corp.public': 'listed company',
  'corp.shell': 'shell company',
  crime: 'crime',
  'crime.boss': 'criminal leadership',
  'crime.cyber': 'cybercrime',
  'crime.env': 'environmental violations',
  'crime.fin': 'financial crime',
  'crime.fraud': 'fraud',
  'crime.terror': 'terrorism',
  'crime.theft': 'theft',
  'crime.traffick': 'trafficking',
  'crime.traffick.drug': 'drug trafficking',
  'crime.traffick.human': 'human trafficking',
  'crime.war': 'war crimes',
  debarment: 'debarred',
  'export.control': 'export-controlled',
  'export.control.linked': 'linked to export controls',
  'export.risk': 'trade risk',
  fin: 'financial services',
  // Written so in the vocabulary itself.
  'fin.adivsor': 'financial adviser',
  'fin.bank': 'bank',
  'fin.fund': 'fund',
  'forced.labor': 'forced labour',
  gov: 'government',
  'gov.admin': 'civil service',
  'gov.executive': 'executive branch of government',
  'gov.financial': 'central banking and financial integrity',
  'gov.head': 'head of government or state',
  'gov.igo': 'intergovernmental organization',
  'gov.judicial': 'judicial branch of government',
  'gov.legislative': 'legislative branch of government',
  'gov.muni': 'municipal government',
  'gov.national': 'national government',
  'gov.religion': 'religious leadership',
  'gov.security': 'security services',
  'gov.soe': 'state-owned enterprise',
  'gov.state': 'state government',
  'invest.ban': 'investment ban',
  'invest.risk': 'investment risk',
  'mare.detained': 'maritime detention',
  'mare.shadow': 'shadow fleet',
  'mare.sts': 'ship-to-ship transfer',
  mil: 'military',
  poi: 'person of interest',
  'pol.party': 'political party',
  'pol.union': 'union',
  'reg.action': 'action by a regulator',
  'reg.warn': 'warning by a regulator',
  rel: 'religion',
  'role.acct': 'accountant',
  'role.act': 'activist',
  'role.civil': 'civil servant',
  'role.diplo': 'diplomat',
  'role.journo': 'journalist',
  'role.judge': 'judge',
  'role.lawyer': 'lawyer',
  'role.lobby': 'lobbyist',
  'role.oligarch': 'oligarch',
  'role.pep': 'politically exposed person',
  'role.pep.frmr': 'formerly a politically exposed person',
  'role.pep.intl': 'politically exposed person, international',
  'role.pep.natl': 'politically exposed person, national',
  'role.pol': 'politician',
  'role.rca': 'close associate',
  'role.spy': 'spy',
  sanction: 'sanctioned',
  'sanction.control': 'owned or controlled by who is sanctioned',
  'sanction.counter': 'under counter-sanctions',
  'sanction.linked': 'linked to who is sanctioned',
  wanted: 'wanted',
};

/** "de" → "Germany", "suhh" → "Soviet Union" */
export function countryName(code: string): string {
  const key = code.toLowerCase();
  if (Object.hasOwn(TERRITORIES, key)) return TERRITORIES[key]!;
  return (/^[a-z]{2}$/.test(key) && COUNTRY_NAMES.of(key.toUpperCase())) || code;
}

/** "role.pep" → "politically exposed person" */
export function topicName(code: string): string {
  return Object.hasOwn(TOPICS, code) ? TOPICS[code]! : code;
}
