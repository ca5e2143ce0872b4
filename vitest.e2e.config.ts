import { defineConfig } from 'vitest/config';

/** End-to-end tests: the built extension in real browsers. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/e2e/**/*.test.ts'],
    // A day of reading takes longer than anybody waits for tests: `npm run long-run`.
    exclude: ['tests/e2e/long-run/**'],
    globalSetup: ['tests/e2e/global-setup.ts'],
    // Browsers are heavy, but tests mostly wait for them: two files at a time, each with browsers of its own.
    maxWorkers: 2,
    // No test is about time: what each waits for has a limit of its own, and says what was missing.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000, interval: 50 } },
    // In the state that a failure left, passing says little; `npm test` takes a second look at the whole file.
    retry: 0,
  },
});
