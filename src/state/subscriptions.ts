import type pg from 'pg'
import { z } from 'zod'
import {
  mostSubscriptions,
  type NewSubscription,
  type Rewritten,
  type Subscribed,
  type Subscription,
  type Subscriptions,
} from '../define/subscription.ts'
import { countColumn, type Db, execute, instantColumn, isUnmigrated, rowsOf } from './rows.ts'
import { inTransaction } from './transaction.ts'

const columns =
  'id, person, kind, topic, label, channel, locale, schedule, zone, only_changes, known_since, told, paused'

const row = z
  .object({
    id: z.string(),
    person: z.string(),
    kind: z.enum(['report', 'kpi', 'account']),
    topic: z.string(),
    label: z.string(),
    channel: z.string().nullable(),
    locale: z.enum(['en', 'ja']),
    schedule: z.string(),
    zone: z.string(),
    only_changes: z.boolean(),
    known_since: instantColumn,
    told: z.string().nullable(),
    paused: z.string().nullable(),
  })
  .transform(({ only_changes, known_since, ...rest }): Subscription => {
    return { ...rest, onlyChanges: only_changes, knownSince: known_since }
  })

const select = (db: Db, condition: string, values: readonly unknown[] = []): Promise<Subscription[]> =>
  rowsOf(db, row, `select ${columns} from revops.subscriptions where ${condition} order by position`, values)

/** `changed` is called after each change and awaited: whoever plans by them learns of it at once. */
export function createSubscriptions(pool: pg.Pool, changed: () => Promise<void>): Subscriptions {
  const read = (condition: string, value: string): Promise<Subscription[]> =>
    select(pool, condition, [value]).catch((error: unknown) => {
      if (isUnmigrated(error)) return []
      throw error
    })
  return {
    of: (person) => read('person = $1', person),
    into: (channel) => read('channel = $1', channel),
    async add(wanted) {
      const result = await inTransaction(pool, (db) => save(db, wanted))
      if (result !== 'same' && result !== 'too many') await changed()
      return result
    },
    async change(id, wanted) {
      const result = await inTransaction(pool, (db) => rewrite(db, id, wanted))
      if (result === 'changed') await changed()
      return result
    },
    async remove(ids) {
      await inTransaction(pool, async (db) => {
        await execute(db, 'delete from revops.subscriptions where id = any($1::uuid[])', [ids])
        // What failed or waited would otherwise wait for ever: nobody plans it any more.
        await execute(
          db,
          `update revops.runs set finished_at = clock_timestamp(), outcome = 'unsubscribed'
           where kind = 'subscription' and id = any($1) and finished_at is null`,
          [ids],
        )
      })
      await changed()
    },
  }
}

/** One at a time for each person, or two at once would pass the limit together, or both be the same. */
const lockPerson = (db: Db, person: string): Promise<unknown> =>
  execute(db, `select pg_advisory_xact_lock(hashtextextended('revops subscriber ' || $1, 0))`, [person])

/** The same topic for the same person in the same place. */
async function same(db: Db, { person, kind, topic, channel }: NewSubscription): Promise<Subscription | undefined> {
  const key = [person, kind, topic, channel ?? '']
  return (await select(db, `person = $1 and kind = $2 and topic = $3 and coalesce(channel, '') = $4`, key))[0]
}

async function save(db: Db, wanted: NewSubscription): Promise<Subscribed> {
  await lockPerson(db, wanted.person)
  const { person, kind, topic, channel, label, locale, schedule, zone, onlyChanges, knownSince } = wanted
  const found = await same(db, wanted)
  if (found) {
    if (isSame(found, wanted)) return 'same'
    await execute(
      db,
      `update revops.subscriptions set label = $2, locale = $3, schedule = $4, zone = $5, only_changes = $6,
         known_since = $7, paused = null where id = $1`,
      [found.id, label, locale, schedule, zone, onlyChanges, knownSince],
    )
    return 'changed'
  }
  const [count] = await rowsOf(
    db,
    z.object({ n: countColumn }),
    'select count(*) as n from revops.subscriptions where person = $1',
    [person],
  )
  if ((count?.n ?? 0) >= mostSubscriptions) return 'too many'
  await execute(
    db,
    `insert into revops.subscriptions
       (person, kind, topic, label, channel, locale, schedule, zone, only_changes, known_since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [person, kind, topic, label, channel, locale, schedule, zone, onlyChanges, knownSince],
  )
  return 'added'
}

async function rewrite(db: Db, id: string, wanted: NewSubscription): Promise<Rewritten> {
  await lockPerson(db, wanted.person)
  const [found] = await select(db, 'id::text = $1 and person = $2', [id, wanted.person])
  if (!found) return 'gone'
  const other = await same(db, wanted)
  if (other && other.id !== id) return 'taken'
  if (other && isSame(found, wanted)) return 'same'
  const { kind, topic, channel, label, locale, schedule, zone, onlyChanges, knownSince } = wanted
  // What was last told is news again where it is another topic, or read elsewhere.
  await execute(
    db,
    `update revops.subscriptions set kind = $2, topic = $3, channel = $4, label = $5, locale = $6, schedule = $7,
       zone = $8, only_changes = $9, known_since = $10, told = case when $11 then told end, paused = null
     where id = $1`,
    [id, kind, topic, channel, label, locale, schedule, zone, onlyChanges, knownSince, other !== undefined],
  )
  return 'changed'
}

const isSame = (found: Subscription, wanted: NewSubscription): boolean =>
  found.paused === null &&
  found.schedule === wanted.schedule &&
  found.zone === wanted.zone &&
  found.locale === wanted.locale &&
  found.onlyChanges === wanted.onlyChanges

/** All that are not paused. */
export const activeSubscriptions = (db: Db): Promise<Subscription[]> => select(db, 'paused is null')

/** One as it stands now; undefined once it was removed. */
export async function findSubscription(db: Db, id: string): Promise<Subscription | undefined> {
  return (await select(db, 'id = $1', [id]))[0]
}

/** Nothing is sent from here on, until it is subscribed to again. */
export async function pauseSubscription(db: Db, id: string, why: string): Promise<void> {
  await execute(db, 'update revops.subscriptions set paused = $2 where id = $1', [id, why])
}

/** Remembers what was sent last, as a hash. */
export async function noteTold(db: Db, id: string, told: string): Promise<void> {
  await execute(db, 'update revops.subscriptions set told = $2 where id = $1', [id, told])
}
