/** What `pack convert` reads. In a file of its own, so that the list of commands loads no converter. */
export const INPUT_FORMATS = ['csv', 'wikidata', 'ftm', 'claimreview'] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];
