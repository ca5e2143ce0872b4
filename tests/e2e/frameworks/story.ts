/**
 * What every framework's page tells, so that one list of expected marks serves them all. The names are those
 * of the bundled pack.
 *
 * A page comes from the server in its first edition, is taken over by the framework when the test calls
 * `takeOver`, and is printed anew each time its button is pressed: text changes in place, the list is sorted
 * anew and loses an item, a paragraph comes and goes, and more arrives a moment after the rest.
 */
export interface Edition {
  readonly number: number;
  readonly hasLead: boolean;
  /** Stands between fixed words, in a text node of its own or of the framework's making. */
  readonly partner: string;
  readonly items: readonly { readonly id: string; readonly text: string }[];
}

const ITEMS = {
  bank: { id: 'bank', text: 'SoftBank arranged a bridge loan.' },
  chips: { id: 'chips', text: 'Nobody asked about the weather.' },
  cloud: { id: 'cloud', text: 'Google Cloud rents out machines.' },
};

const EDITIONS: readonly Edition[] = [
  { number: 1, hasLead: true, partner: 'OpenAI', items: [ITEMS.bank, ITEMS.chips, ITEMS.cloud] },
  { number: 2, hasLead: false, partner: 'Google Cloud', items: [ITEMS.cloud, ITEMS.bank] },
  { number: 3, hasLead: true, partner: 'OpenAI', items: [ITEMS.bank, ITEMS.cloud] },
];

/** @param number counts from 1; the last edition stays. */
export function editionOf(number: number): Edition {
  return EDITIONS[Math.min(number, EDITIONS.length) - 1]!;
}

/** Stands in the place of {@link LATE_TEXT} before, where the server streams. */
export const EARLY_TEXT = 'No more was heard.';

/** Arrives some time after the second edition. */
export const LATE_TEXT = 'FuriosaAI makes chips for servers.';

/** Names on each edition of the page, in alphabetical order. From the second on, the late text is there. */
export const MARKED: readonly (readonly string[])[] = [
  ['Google Cloud', 'Nscale', 'OpenAI', 'SoftBank', 'SoftBank'],
  ['FuriosaAI', 'Google Cloud', 'Google Cloud', 'SoftBank'],
  ['FuriosaAI', 'Google Cloud', 'Nscale', 'OpenAI', 'SoftBank', 'SoftBank'],
];

/** Says that the page has been printed in this edition, all of it. */
export function isPrinted(text: string, number: number): boolean {
  return text.includes(`Edition ${number}.`) && (number === 1 || text.includes(LATE_TEXT));
}

/** What a page's script leaves for the test: lets the framework take over what the server wrote. */
export interface Stage {
  takeOver(): void | Promise<void>;
}

export function setStage(stage: Stage): void {
  (globalThis as unknown as { stage: Stage }).stage = stage;
}

/** A moment later, and not within the same task: as an answer from a server comes. */
export function later<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), 20));
}

/** Where the framework's part of the page stands. */
export const ROOT_ID = 'app';
