import { afterAll } from 'vitest'
import type { Subscriptions } from '../../src/define/subscription.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createSubscriptions } from '../../src/state/subscriptions.ts'
import type { TestDatabase } from './database.ts'

/** The bot's own tables in a test's database, with nobody subscribed to anything. */
export async function useSubscriptions({ url }: TestDatabase): Promise<Subscriptions> {
  const pool = openStatePool({ url, onIdleError: () => undefined })
  afterAll(() => pool.end())
  await whileMigrating(pool, migrate)
  return createSubscriptions(pool, async () => undefined)
}
