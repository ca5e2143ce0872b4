import { languageCode } from './common-words.ts';
import { hashWords } from './word-classes.ts';

/**
 * Small closed classes of words around names. They are a language's own: German "an" is no English article,
 * French "son" nobody's child, English "die" no article, and Spanish "a" stands before places.
 */
export interface FunctionWords {
  /** Prepositions that mostly stand before places. */
  readonly beforePlaces: ReadonlySet<number>;
  /** Verbs that anything is the subject of, a person or an organisation most often. */
  readonly verbs: ReadonlySet<number>;
  /** Verbs of saying, feeling and doing, of which a person is the subject, or an organisation. */
  readonly agentVerbs: ReadonlySet<number>;
  readonly definiteArticles: ReadonlySet<number>;
  /** Prepositions that have swallowed the article. */
  readonly contractedArticles: ReadonlySet<number>;
  readonly indefiniteArticles: ReadonlySet<number>;
  /** Words that stand before common nouns, hardly before names. */
  readonly determiners: ReadonlySet<number>;
  /** "of" and what stands for it. */
  readonly of: ReadonlySet<number>;
}

const CLASSES = [
  'beforePlaces',
  'verbs',
  'agentVerbs',
  'definiteArticles',
  'contractedArticles',
  'indefiniteArticles',
  'determiners',
  'of',
] as const satisfies readonly (keyof FunctionWords)[];

/** Without accents, as words are compared. English articles go with English names into every language. */
const LISTS: Readonly<Record<string, Readonly<Record<keyof FunctionWords, string>>>> = {
  en: {
    beforePlaces: 'in at near from to around outside across throughout between toward towards',
    verbs: 'is was has had will would who whose',
    agentVerbs:
      'said says told tells added announced argued wrote writes died born married agreed wants wanted thinks thought believes believed accused asked replied tweeted claimed claims denied joked recalled insisted explained explains noted warned admitted promised hopes hoped loved loves met visited resigned went came knew knows felt took tried decided refused declined revealed responded called confirmed argues plans planned sued hired fired bought joined left won lost signed',
    definiteArticles: 'the',
    contractedArticles: '',
    indefiniteArticles: 'a an',
    determiners:
      'this that these those my your his her its our their each every no any some all such another',
    of: 'of for',
  },
  de: {
    beforePlaces: 'in aus nach bei um',
    verbs: 'hat ist war wird will',
    agentVerbs: 'sagte sagt erklarte teilte kundigte fordert forderte betonte schrieb meinte nannte warnte',
    definiteArticles: 'der die das dem den des the',
    contractedArticles: 'im am zum zur vom beim ins ans',
    indefiniteArticles: 'ein eine einem einen einer eines',
    determiners:
      'kein keine keinen keiner keinem diese dieser dieses diesen diesem jeder jede jedes jeden alle aller allen viele vieler vielen mehr weniger kaum meine meiner meinen meinem mein seine seiner seinen sein ihre ihrer ihren ihrem unser unsere unserer welche welcher einige mehrere etwas',
    of: 'fur von of',
  },
  fr: {
    beforePlaces: 'a en vers depuis dans',
    verbs: 'est',
    agentVerbs: 'dit declare annonce affirme explique',
    definiteArticles: 'le la les the',
    contractedArticles: 'au aux',
    indefiniteArticles: 'un une',
    determiners:
      'mon ma mes son sa ses leur leurs ce cet cette ces chaque tout toute tous toutes quelques plusieurs aucun aucune',
    of: 'de du des of',
  },
  es: {
    beforePlaces: 'a en desde hacia',
    verbs: 'es',
    agentVerbs: 'dijo afirmo anuncio explico',
    definiteArticles: 'el la los las the',
    contractedArticles: 'al',
    indefiniteArticles: 'un una',
    determiners:
      'su sus mi mis este esta estos estas ese esa cada todo toda todos todas algunos ningun ninguna',
    of: 'de del of',
  },
  ru: {
    beforePlaces: 'в из на во под',
    verbs: '',
    agentVerbs: 'сказал заявил сообщил сказала заявила сообщила отметил добавил подчеркнул написал',
    definiteArticles: 'the',
    contractedArticles: '',
    indefiniteArticles: '',
    determiners: '',
    of: 'of',
  },
};
/** Of Italian and Portuguese, which have no list of their own. */
const ELSEWHERE = { of: 'della di' };

const known = new Map<string, FunctionWords>();

/** @param language BCP 47 tag; of a language without lists, or an unknown one, the words of all of them. */
export function functionWordsOf(language: string): FunctionWords {
  const code = languageCode(language);
  const key = Object.hasOwn(LISTS, code) ? code : '';
  let words = known.get(key);
  if (!words) {
    const own = LISTS[key];
    const lists = own ? [own] : [...Object.values(LISTS), ELSEWHERE];
    words = Object.fromEntries(
      CLASSES.map((each) => [each, hashWords(...lists.flatMap((list) => wordsIn(list, each)))]),
    ) as unknown as FunctionWords;
    known.set(key, words);
  }
  return words;
}

function wordsIn(list: Partial<Record<keyof FunctionWords, string>>, name: keyof FunctionWords): string[] {
  const words = list[name];
  return words ? [words] : [];
}
