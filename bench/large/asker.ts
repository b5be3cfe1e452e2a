import { Temporal } from 'temporal-polyfill'
import { contextFor, type Workshop } from '../../src/answers/context.ts'
import { openWorkshop } from '../../src/answers/open.ts'
import { loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import type { Context } from '../../src/define/context.ts'
import { zone } from './company/world.ts'
import { companyNow } from './fill.ts'

/** Somebody who sees everything, asking the product's own engine without a cache: every question is answered anew. */
export interface Asker {
  readonly workshop: Workshop
  /** What is known before a question: read from the SSOT each time. */
  context(): Promise<Context>
  close(): Promise<void>
}

/** Longer than the bot waits: what takes too long is to be measured here, not cut off. */
const statementTimeoutMs = 120_000

export const now = Temporal.Instant.fromEpochMilliseconds(companyNow)

export async function openAsker(url: string): Promise<Asker> {
  const catalog = await loadCatalog()
  const state = {
    firing: async () => [],
    runs: async () => [],
    deliveries: async () => [],
    trouble: async () => ({ waitingSeconds: null, lastError: null }),
  }
  const workshop = openWorkshop(loadConfig({ SSOT_URL: url, REVOPS_CACHE: 'off', REVOPS_TIMEZONE: zone }), {
    state,
    catalog,
    statementTimeoutMs,
  })
  return {
    workshop,
    async context() {
      const snapshot = await workshop.source.snapshot()
      const who = snapshot.people.find(({ role }) => role === 'executive')
      if (!who) throw new Error('the generated company has no executive')
      return contextFor(workshop, { who, locale: 'en', now, snapshot })
    },
    close: () => workshop.source.close(),
  }
}
