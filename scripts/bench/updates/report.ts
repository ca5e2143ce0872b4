import { renderTable } from '../../markdown-table.ts';
import type { Section } from '../browser/report.ts';
import { ENTITIES, FACTS } from './editions.ts';
import type { PublishedSize, UpdateResult } from './measure.ts';

const SPREADS = { 'all-over': 'all over the pack', together: 'next to each other' } as const;
const WAYS: Readonly<Record<string, string>> = { steps: 'deltas', chunks: 'chunks', file: 'the whole file' };

export function renderUpdates(published: PublishedSize, results: readonly UpdateResult[]): Section {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
  const percent = (share: number) => `${(share * 100).toFixed(share < 0.01 ? 2 : 1)} %`;
  const rows = results.map(({ share, spread, versions, bytes, requests, way, chunkBytes, file }) => [
    `${share * 100} %, ${SPREADS[spread]}${versions > 1 ? `, in each of ${versions} versions` : ''}`,
    megabytes(bytes),
    `**${percent(bytes / file)}**`,
    String(requests),
    WAYS[way] ?? way,
    percent(chunkBytes / file),
  ]);
  const head = ['facts changed', 'fetched', 'of the whole file', 'requests', 'by', 'by chunks alone'];
  return {
    title: 'What an update costs a reader',
    body: [
      `A pack of ${count(ENTITIES)} invented entities with ${count(FACTS)} facts (\`scripts/generate-pack.ts\`), ${megabytes(published.text)} of text. The whole file, compressed with gzip, has ${megabytes(published.file)}; its ${count(published.chunks)} chunks have ${megabytes(published.chunkFiles)}, the manifest ${megabytes(published.manifest)} before a server compresses it. Of the facts that change, eight tenths are reworded, a tenth goes and a tenth comes. The versions are published with the code of \`npm run pack -- publish\` and fetched with the extension’s; the manifest is counted, and the text that comes out is compared to the byte. \`npm run bench-updates\` writes this section.`,
      renderTable(head, rows, ['---', '---:', '---:', '---:', '---', '---:']),
      'Bar: 1 % changed costs ≤ 5 % of the whole file.',
    ].join('\n\n'),
  };
}

/** What one request takes besides what it asks for: headers there and back, compressed by HTTP/2. */
const REQUEST_BYTES = 500;

const DAY_SECONDS = 86_400;

/** The sums for a publisher who brings out one version a day. */
export function renderReaders({ chunkFiles }: PublishedSize, daily: UpdateResult): Section {
  const perReader = daily.bytes + daily.requests * REQUEST_BYTES;
  const wholePerReader = daily.file + REQUEST_BYTES;
  const rows = [10, 1_000, 100_000, 1_000_000, 10_000_000].map((readers) => [
    count(readers),
    describeBytes(readers * perReader),
    describeRate((readers * daily.requests) / DAY_SECONDS),
    `${Number(((readers * perReader * 8) / DAY_SECONDS / 1e6).toPrecision(2))} Mbit/s`,
    describeBytes(readers * wholePerReader),
    describeBytes(readers * chunkFiles),
  ]);
  const head = [
    'readers',
    'traffic a day',
    'requests',
    'on average',
    'whole files instead',
    'all installing once',
  ];
  return {
    title: 'From ten readers to ten million',
    body: [
      `One version a day, with ${daily.share * 100} % of the facts changed all over the pack; every reader looks once a day. A reader then makes ${daily.requests} requests and fetches ${describeBytes(perReader)}, ${REQUEST_BYTES} bytes of headers a request included. Looks are spread over the day by when each reader subscribed, and each by a tenth of its interval; on a day without a new version the answer to one request is “not modified”.`,
      renderTable(
        head,
        rows,
        head.map(() => '---:'),
      ),
    ].join('\n\n'),
  };
}

function describeBytes(bytes: number): string {
  const [unit, size] = (
    [
      ['PB', 1e15],
      ['TB', 1e12],
      ['GB', 1e9],
      ['MB', 1e6],
    ] as const
  ).find(([, least]) => bytes >= least) ?? ['kB', 1e3];
  const amount = bytes / size;
  return `${amount >= 100 ? Math.round(amount) : amount.toPrecision(2)} ${unit}`;
}

function describeRate(perSecond: number): string {
  return perSecond >= 1
    ? `${Math.round(perSecond)} a second`
    : `${Math.max(1, Math.round(perSecond * 3600))} an hour`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
