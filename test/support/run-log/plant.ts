import { appendFileSync } from 'node:fs'
import type { Config } from '../../../src/config.ts'
import type { TestDatabase } from '../database.ts'
import { filesIn, folderVariable } from './place.ts'

/** Shorter names than this stand in words that have nothing to do with them. */
const shortest = 4

/** From here on no line of this run's log may hold any of these. */
export function plant(texts: readonly (string | null | undefined)[]): void {
  const folder = process.env[folderVariable]
  const marks = texts.filter((text) => typeof text === 'string' && text.length >= shortest)
  if (folder === undefined || marks.length === 0) return
  appendFileSync(filesIn(folder).marks, marks.map((mark) => `${JSON.stringify(mark)}\n`).join(''))
}

/** All that a bot is entrusted with. */
export const plantSecrets = ({ slack, ssot, databaseUrl, installing }: Config): void =>
  plant([
    slack.botToken,
    slack.signingSecret,
    slack.appToken,
    passwordOf(ssot.url),
    passwordOf(databaseUrl),
    installing?.clientSecret,
    installing?.stateSecret,
    ...(installing?.keys ?? []),
  ])

const passwordOf = (url: string | undefined): string | undefined => url && decodeURIComponent(new URL(url).password)

/** Names of customers and of deals as they stand in an SSOT: whatever shows a row shows its name. */
export async function plantRows(database: Pick<TestDatabase, 'query'>): Promise<void> {
  const { rows } = await database.query(
    'select distinct name from (select name from ssot.accounts union all select name from ssot.opportunities) named',
  )
  plant(rows.map(({ name }) => name))
}
