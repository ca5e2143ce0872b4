import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: await WxtVitest(),
  test: {
    // Tests of what touches a page ask for one in their first line; all others do without, and start sooner.
    environment: 'node',
    // By itself it leaves one core to whoever watches; nobody does.
    maxWorkers: '100%',
    setupFiles: ['fake-indexeddb/auto'],
    include: ['tests/**/*.test.{ts,tsx}'],
    // No test is about time: a slow or busy machine takes longer, and is not at fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The end-to-end tests drive real browsers and have a configuration of their own.
    exclude: ['tests/e2e/**', 'node_modules/**'],
  },
});
