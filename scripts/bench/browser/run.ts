// The browser's part of `npm run bench` by itself:
//   npm run bench-browser -- --corpus DIR [--pages N] [--parts a,b] [--browsers chromium,firefox]
// Parts that are left out keep their last result (.factmark/bench). Replaces its section in docs/benchmarks.md.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { choose, readCount } from '../../setup/command-line.ts';
import { BROWSER_FAMILIES } from '../../setup/find-browser.ts';
import { ROOT, runMain, SetupError } from '../../setup/project.ts';
import { BROWSER_PARTS, benchBrowser } from './bench-browser.ts';
import { writeSection } from './write-section.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      pages: { type: 'string' },
      parts: { type: 'string' },
      browsers: { type: 'string' },
    },
  });
  if (values.corpus === undefined) throw new SetupError('Say where the corpus is: --corpus DIR');
  const section = await benchBrowser({
    corpus: values.corpus,
    pages: values.pages === undefined ? undefined : readCount('--pages', values.pages),
    parts: choose('--parts', values.parts, BROWSER_PARTS),
    families: choose('--browsers', values.browsers, BROWSER_FAMILIES),
    log: (line) => console.error(line),
  });
  const file = path.join(ROOT, 'docs/benchmarks.md');
  writeSection(file, section);
  console.log(path.relative(ROOT, file));
  return 0;
});
