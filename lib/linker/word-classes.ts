import { hashWord } from './common-words.ts';

/**
 * Small closed lists of words around names. English, German, French, Spanish and Russian; elsewhere
 * the linker does without.
 */
function hashes(...lists: readonly string[]): ReadonlySet<number> {
  return new Set(lists.flatMap((list) => list.split(' ')).map(hashWord));
}

/** Titles and roles before a person's name. */
export const TITLES = hashes(
  'mr mrs ms miss dr prof professor president senator sen rep gov governor minister secretary chancellor king queen prince princess pope sir lord lady dame general gen colonel col captain capt major judge justice chairman chairwoman coach director ceo actor actress singer author writer artist manager spokesman spokeswoman striker midfielder defender goalkeeper forward mayor detective inspector sergeant lieutenant brigadier bishop archbishop cardinal rabbi imam sheikh brother sister son daughter wife husband father mother uncle aunt',
  'herr frau kanzler kanzlerin prasident prasidentin minister ministerin trainer sanger sangerin autor autorin schauspieler',
  'monsieur madame president presidente ministre senor senora presidenta ministro ministra',
  'президент министр премьер канцлер король королева император принц принцесса папа патриарх сенатор депутат губернатор мэр посол генерал полковник майор капитан маршал адмирал судья адвокат прокурор директор глава лидер председатель режиссер актер актриса певец певица писатель журналист тренер господин госпожа',
);

/** Prepositions that mostly stand before places. */
export const BEFORE_PLACES = hashes(
  'in at near from to around outside across throughout between toward towards',
  'aus nach bei',
  'en vers depuis',
  'desde hacia',
  'в из на во под',
);

/** Verbs of which a person or an organisation is the subject. */
export const VERBS = hashes(
  'said says told added is was has had will would who whose announced argued wrote died born married agreed wants',
  'sagte sagt hat ist war wird will erklarte teilte',
  'dit declare annonce est dijo afirmo es',
  'сказал заявил сообщил',
);

export const DEFINITE_ARTICLES = hashes('the', 'der die das dem den des', 'le la les', 'el los las');
export const INDEFINITE_ARTICLES = hashes('a an', 'ein eine einem einen einer eines', 'un une', 'una');

/** "of" and what stands for it between the parts of a name. */
export const OF = hashes('of for', 'fur von', 'de du des della di', 'del');
export const AND = hashes('and und et y и');

/** Words that end the names of organisations, works and places: "Oxford University", "Amazon River". */
export const GENERIC_ENDINGS = hashes(
  'university college school academy institute bank street avenue road lane square boulevard river county city town park hospital clinic airport station church cathedral festival prize award awards cup league club fc united international national association federation foundation society museum gallery library theatre theater hall center centre house building tower company group corporation inc corp co ltd llc plc ag gmbh records films pictures studios studio entertainment news times post journal magazine press tv radio network island islands mountain mountains valley lake bay beach state district region province court council committee commission department ministry office agency authority act law war battle treaty band orchestra choir team line lines airlines railway bridge stadium arena party union government parliament police kingdom farm farms pro open tour championship championships coast circuit high elementary grammar division reserve senate house foundation faculty medicine airways motors electric system systems program programme',
  'universitat strasse platz partei verein verband gesellschaft zeitung kirche schule bank fluss',
);

/** Legal forms that belong to a company's name when they follow it. */
export const LEGAL_FORMS = hashes(
  'inc corp co ltd llc plc ag gmbh se sa nv spa ab oyj kg bv pty limited corporation incorporated',
);
