// Builds one browser's extension into the folder that FACTMARK_OUTPUT names, which WXT's command line cannot.
import { build } from 'wxt';
import { ROOT } from './project.ts';

try {
  await build({
    root: ROOT,
    browser: process.argv[2] ?? 'chrome',
    manifestVersion: 3,
    ...(process.env.FACTMARK_OUTPUT ? { outDir: process.env.FACTMARK_OUTPUT } : {}),
  });
} catch (error) {
  // The message names file and line; the stack is the bundler's own.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
