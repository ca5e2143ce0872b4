import { readWords } from '../text/read-words.ts';
import { Words } from '../text/words.ts';
import { stemHash } from './stem-hash.ts';

/**
 * Ten fields that texts and entities belong to, each with words that give it away. A page full of words
 * about football speaks for the club and against the city of the same name, though no word of the
 * club's description stands on it. `kind` words stand in descriptions of entities ("retailer"), and on
 * pages too; `talk` words stand around them on pages ("shares"). English, German, French and Spanish.
 */
const FIELDS: Readonly<Record<string, { readonly kind: string; readonly talk: string }>> = {
  business: {
    kind: 'company corporation firm retailer manufacturer maker chain brand insurer insurance bank banking airline automaker carmaker startup fintech conglomerate supermarket store shop business enterprise e-commerce payments credit inc plc ltd corp hotel restaurant oil pharmaceutical investment fund Unternehmen Konzern Hersteller Händler Bank Versicherung entreprise société banque groupe empresa compañía banco',
    talk: 'ceo cfo shares share shareholders stock stocks investors investor revenue profit profits sales earnings market markets customers customer employees workers factory acquisition merger deal billion million quarter analysts executive products product price prices launched funding valuation startup startups subscription consumers industry Aktie Aktien Umsatz Gewinn Kunden Mitarbeiter Milliarden Millionen Euro actions clients bénéfice milliards chiffre acciones clientes millones ventas',
  },
  media: {
    kind: 'newspaper magazine news broadcaster journal tabloid weekly daily publication publisher podcast television radio channel Zeitung Magazin Zeitschrift Nachrichtenmagazin Wochenzeitung Tageszeitung quotidien hebdomadaire journal périodico periódico diario revista',
    talk: 'reported reports reporter reporters editor editors editorial article articles published columnist interview told wrote journalist journalists edition newsroom op-ed headline correspondent according subscribe issue Bericht berichtet berichtete Redaktion Redakteur Journalist Journalisten Ausgabe Artikel Interview journaliste rédaction article publié entrevista periodista artículo publicado',
  },
  software: {
    kind: 'software programming language browser operating system messenger app platform framework library database blockchain cryptocurrency IDE console smartphone search engine website internet video game technology computer cloud web Programmiersprache Betriebssystem logiciel navigateur langage programa navegador',
    talk: 'code developers developer users user install installed version versions download update updates api server servers data device devices feature features release source open file files windows android ios linux mac apps desktop laptop mobile phone click tab browser browsers script compile compiler function functions class runtime container containers package packages programming online digital screen hardware chip processor gaming player players controller Nutzer Anwender Geräte Daten Dateien utilisateurs données fichier usuarios datos dispositivo dispositivos',
  },
  politics: {
    kind: 'politician president minister chancellor senator party parliament government congress mayor governor political diplomat statesman lawyer judge court agency union organisation organization Politiker Politikerin Partei Kanzler Bundeskanzler Minister Regierung politique parti ministre político partido ministro gobierno',
    talk: 'election elections vote votes voters campaign policy policies law laws bill coalition opposition democrats republicans democratic republican conservative labour administration sanctions treaty minister ministers president parliament senate congress party leader foreign diplomatic summit reform referendum cabinet Wahl Wahlen Wähler Bundestag Fraktion Koalition Abgeordnete Regierung Gesetz élection élections gouvernement député loi elecciones gobierno ley congreso',
  },
  places: {
    kind: 'country state city town village county region province capital municipality district river lake island mountain sea continent republic kingdom ocean suburb sovereign territory Stadt Land Staat Gemeinde Fluss Hauptstadt ville pays commune région capitale ciudad país municipio',
    talk: 'border borders population north south east west northern southern eastern western miles kilometres km located residents inhabitants capital coast airport travel tourists tourism countries country nation nations region street road trip flight flights refugees troops territory Einwohner Grenze Norden Süden Osten Westen Länder Reise habitants frontière nord sud fronteras habitantes norte sur viaje',
  },
  sport: {
    kind: 'football soccer footballer club team baseball basketball hockey cricket rugby tennis golfer golf athlete player cyclist cycling league coach tournament championship olympic racing driver swimmer boxer wrestling sports Fußball Fußballer Fußballspieler Verein Spieler Mannschaft Sportler footballeur équipe joueur futbolista equipo fútbol',
    talk: 'game games season goal goals scored score match matches win wins won defeat coach manager striker midfielder defender goalkeeper quarterback league cup final finals championship tournament players team teams squad injury stadium playoffs playoff victory points round rounds transfer fans Spiel Spiele Saison Tor Tore Trainer Sieg Liga Stürmer Torwart saison victoire entraîneur buts partido gol goles temporada entrenador',
  },
  arts: {
    kind: 'singer band musician album song rapper actor actress film movie director writer novelist author painter artist composer television series drama comedy book novel poet character musical opera comedian producer dancer fictional record label Sänger Sängerin Schauspieler Schauspielerin Film Regisseur Schriftsteller Maler chanteur chanteuse acteur actrice cinéma écrivain peintre cantante actor actriz película escritor pintor',
    talk: 'song songs album albums music tour concert lyrics single band stage film films movie movies scene scenes cast starring role roles episode episodes show theatre premiere award awards novel book books poem character characters fans released hit chart guitar vocals Lied Lieder Konzert Roman Bühne Rolle Filme chanson concert rôle roman disco canción concierto papel novela',
  },
  science: {
    kind: 'scientist physicist chemist biologist mathematician researcher professor university college institute school research academic planet species genus plant disease medical chemistry physics biology engineer astronomer museum hospital Universität Hochschule Forscher Professor Wissenschaftler université chercheur universidad investigador científico',
    talk: 'study studies research researchers scientists professor students student university degree science scientific laboratory theory experiment experiments discovered discovery published journal nobel prize faculty graduate graduated doctoral phd mission spacecraft orbit telescope cells patients treatment Studie Studien Forscher Forschung Studenten étude chercheurs étudiants estudio investigadores estudiantes',
  },
  military: {
    kind: 'military army navy war battle regiment general officer soldier battalion brigade marines force missile aircraft warship weapon Armee Krieg Schlacht armée guerre ejército guerra',
    talk: 'troops soldiers soldier army forces attack attacked commander command killed enemy war battle fighters weapons military bomb bombing ship ships regiment captured wounded Soldaten Truppen Angriff soldats troupes attaque soldados tropas ataque',
  },
  nature: {
    kind: 'animal bird fruit food dish plant tree flower colour color metal material fish insect mammal vegetable drink Tier Pflanze Vogel Frucht Speise animal oiseau plante fruit couleur ave planta fruta',
    talk: 'recipe cook cooking cup tablespoon teaspoon butter sugar salt oven fresh taste garden leaves flowers wild birds animals forest trees Rezept Zucker Mehl Salz Garten recette sucre sel jardin receta azúcar sal jardín bosque',
  },
};

const FIELD_NAMES = Object.keys(FIELDS);
export const FIELD_COUNT = FIELD_NAMES.length;

const words = new Words();

function readField(list: string, bit: number, into: Map<number, number>): void {
  readWords(list, words);
  for (let index = 0; index < words.count; index++) {
    const stem = stemHash(list, words, index);
    into.set(stem, (into.get(stem) ?? 0) | bit);
  }
}

/** Fields that a word in an entity's description speaks of, and those that a word on a page does, as bits. */
const kinds = new Map<number, number>();
const talk = new Map<number, number>();

function readFields(): void {
  FIELD_NAMES.forEach((name, index) => {
    const field = FIELDS[name] as (typeof FIELDS)[string];
    readField(field.kind, 1 << index, kinds);
    readField(field.kind, 1 << index, talk);
    readField(field.talk, 1 << index, talk);
  });
}

/** Fields that a word in an entity's description speaks of, as bits. */
export function fieldsOfKind(stem: number): number {
  if (kinds.size === 0) readFields();
  return kinds.get(stem) ?? 0;
}

/** Counts a word of a page for each field that it speaks of. */
export function addFields(stem: number, counts: Uint32Array): void {
  if (talk.size === 0) readFields();
  let bits = talk.get(stem) ?? 0;
  for (let field = 0; bits > 0; field++, bits >>>= 1) if (bits & 1) counts[field]!++;
}
