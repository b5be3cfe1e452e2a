import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { Links } from '../define/links.ts'
import { execute, rowsOf } from './rows.ts'

const row = z.object({ question: z.string(), stale: z.boolean() })

/** Letters of an id: 132 bits, so that two questions never share one. */
const idLength = 22

export function createLinks(pool: pg.Pool): Links {
  return {
    async keep(question) {
      const id = createHash('sha256').update(question).digest('base64url').slice(0, idLength)
      await execute(
        pool,
        `insert into revops.links (id, question) values ($1, $2)
         on conflict (id) do update set used_at = clock_timestamp()`,
        [id, question.replaceAll('\0', '')],
      )
      return id
    },
    async find(id) {
      const [found] = await rowsOf(
        pool,
        row,
        `select question, used_at < clock_timestamp() - interval '1 day' as stale from revops.links where id = $1`,
        [id],
      )
      // Once a day is enough, and each write ends the sharing of answers where both databases are in one cluster.
      if (found?.stale) await execute(pool, 'update revops.links set used_at = clock_timestamp() where id = $1', [id])
      return found?.question
    },
  }
}
