import { defineConfig } from 'vitest/config';
import endToEnd from './vitest.e2e.config.ts';

/** `npm run long-run`: eight hours of reading, which no usual run has time for. */
export default defineConfig({
  test: {
    ...endToEnd.test,
    include: ['tests/e2e/long-run/*.test.ts'],
    exclude: [],
    testTimeout: 3_600_000,
  },
});
