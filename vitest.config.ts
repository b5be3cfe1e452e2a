import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The log is looked through last: set up first, they end in reverse.
    globalSetup: ['test/support/run-log/setup.ts', 'test/support/global-setup.ts'],
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
    // Modules are loaded once for each worker, not for each file: nearly half of the time. What a test changes it puts back.
    isolate: false,
    // Generous: machines are slow at times, and what hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
