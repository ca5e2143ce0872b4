import { hashWord } from './common-words.ts';

/**
 * Small closed lists of words around names. English, German, French, Spanish and Russian; elsewhere
 * the linker does without.
 */
export function hashWords(...lists: readonly string[]): ReadonlySet<number> {
  return new Set(lists.flatMap((list) => list.split(' ')).map(hashWord));
}

/** Titles and roles before a person's name. */
export const TITLES = hashWords(
  'mr mrs ms miss dr prof professor president senator sen rep gov governor minister secretary chancellor king queen prince princess pope sir lord lady dame general gen colonel col captain capt major judge justice chairman chairwoman coach director ceo actor actress singer author writer artist manager spokesman spokeswoman striker midfielder defender goalkeeper forward mayor detective inspector sergeant lieutenant brigadier bishop archbishop cardinal rabbi imam sheikh brother sister son daughter wife husband father mother uncle aunt',
  'herr frau kanzler kanzlerin prasident prasidentin minister ministerin trainer sanger sangerin autor autorin schauspieler',
  'monsieur madame president presidente ministre senor senora presidenta ministro ministra',
  'президент министр премьер канцлер король королева император принц принцесса папа патриарх сенатор депутат губернатор мэр посол генерал полковник майор капитан маршал адмирал судья адвокат прокурор директор глава лидер председатель режиссер актер актриса певец певица писатель журналист тренер господин госпожа',
);

/** Of any language: names are borrowed with their article, "Die Zeit", "Los Angeles". */
export const DEFINITE_ARTICLES = hashWords('the', 'der die das dem den des', 'le la les', 'el los las');
/** "of" and what stands for it between the parts of a name, in any language: "Ida von Berg" keeps his in English. */
export const OF = hashWords('of for', 'fur von', 'de du des della di', 'del');
export const AND = hashWords('and und et y и');

/** Words that end the names of organisations, works and places: "Oxford University", "Amazon River". */
export const GENERIC_ENDINGS = hashWords(
  'university college school academy institute bank street avenue road lane square boulevard river county city town park hospital clinic airport station church cathedral festival prize award awards cup league club fc united international national association federation foundation society museum gallery library theatre theater hall center centre house building tower company group corporation inc corp co ltd llc plc ag gmbh records films pictures studios studio entertainment news times post journal magazine states nations emirates republic empire press tv radio network island islands mountain mountains valley lake bay beach state district region province court council committee commission department ministry office agency authority act law war battle treaty band orchestra choir team line lines airlines railway bridge stadium arena party union government parliament police kingdom farm farms pro open tour championship championships coast circuit high elementary grammar ventures sorority fraternity athletics grill bar cafe partners holdings capital insurance division reserve senate house foundation faculty medicine airways motors electric system systems program programme',
  'universitat strasse platz partei verein verband gesellschaft zeitung kirche schule bank fluss',
);

/** Legal forms that belong to a company's name when they follow it. */
export const LEGAL_FORMS = hashWords(
  'inc corp co ltd llc plc ag gmbh se sa nv spa ab oyj kg bv pty limited corporation incorporated',
);

/** What makes another place of a place: "northern India", "West Virginia", "New London". */
export const DIRECTIONS = hashWords(
  'north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern southeastern southwestern upper lower inner outer greater new downtown mid',
  'nord sud ost west nordlich sudlich ostlich westlich',
);

/** Peoples, as adjectives before names: "American", "British". */
export const DEMONYMS = hashWords(
  'american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian swedish norwegian danish finnish icelandic polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian serbian croatian albanian israeli palestinian iranian iraqi syrian lebanese egyptian saudi indian pakistani afghan chinese japanese korean taiwanese vietnamese thai indonesian malaysian philippine australian canadian mexican brazilian argentine chilean colombian cuban venezuelan african asian european latin nigerian kenyan somali ethiopian arab jewish muslim christian catholic western',
);

/** Whose names end in "of" and a place: "the Duchess of Cambridge". */
export const NOBILITY = hashWords(
  'duke duchess earl count countess baron baroness prince princess marquess margrave landgrave elector archduke archbishop bishop king queen emperor herzog herzogin graf grafin erzbischof bischof konig konigin kaiser',
);

/** Small words right before and after a name, in English; each is an observation of its own. */
export const WORDS_BEFORE: readonly string[] =
  'in at on of for by with from to and or the a an this that our your my his her their its as is was are like than per no any every each some all between against under over after before since during about into through using use called named new we you they'.split(
    ' ',
  );
export const WORDS_AFTER: readonly string[] =
  'in at on of for by with from to and or the a an is was are were be has have had will would can could said says which who that as it if when where you your them up out not more than'.split(
    ' ',
  );
