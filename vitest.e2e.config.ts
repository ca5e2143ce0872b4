import { defineConfig } from 'vitest/config';

/** End-to-end tests: the built extension in real browsers. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/global-setup.ts'],
    // Browsers are heavy: one file at a time, each with browsers of its own.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that passes only the second time has failed.
    retry: 0,
  },
});
