import { z } from 'zod'
import { SpokenError } from '../../errors.ts'
import { sql } from '../sql.ts'
import type { Connection } from './connection.ts'
import { markOf, type Place, type Standing } from './place.ts'
import type { Script } from './script.ts'
import { name, statement } from './text.ts'

/**
 * Writes the views, all or none. A table of the same name, or a view that another connector wrote, is reason to refuse;
 * the script leaves out what a person keeps.
 */
export async function writeScript(connection: Connection, script: Script, place: Place): Promise<void> {
  refuse(script, place)
  let doing = place.schema
  try {
    await connection.transaction(async (execute) => {
      if (!place.exists) await execute(statement(sql`create schema ${name(place.schema)}`))
      for (const text of script.functions) await execute(text)
      for (const view of script.views) {
        doing = `${place.schema}.${view.name}`
        await execute(view.text)
        const fingerprint = await fingerprintOf(connection, place.schema, view.name)
        const mark = markOf(view.shared ? 'freshness' : script.connector, fingerprint)
        await execute(statement(sql`comment on view ${name(place.schema, view.name)} is ${mark}`))
      }
    })
  } catch (error) {
    throw told(error, doing)
  }
}

async function fingerprintOf(connection: Connection, schema: string, view: string): Promise<string> {
  const row = z.object({ fingerprint: z.string() })
  const [found] = await connection.query(
    sql`select md5(pg_get_viewdef(c.oid)) as fingerprint from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = ${schema} and c.relname = ${view}`,
    row,
  )
  if (!found) throw new Error(`${schema}.${view} was written and is not there`)
  return found.fingerprint
}

function refuse({ views, connector }: Script, { schema, standing }: Place): void {
  const named = (names: readonly { name: string }[]) => names.map((view) => `${schema}.${view.name}`).join(', ')
  const tables = views.filter((view) => standing.get(view.name)?.kind === 'table')
  if (tables.length > 0) {
    throw new SpokenError({
      en: `${named(tables)} ${tables.length === 1 ? 'is a table' : 'are tables'}: a view cannot take that place. Rename or drop what you do not need, or set SSOT_SCHEMA to another schema. Nothing was changed.`,
      ja: `${named(tables)}はテーブルのため、ビューに置き換えられません。不要なら名前を変えるか削除するか、SSOT_SCHEMAで別のスキーマを指定してください。何も変更していません。`,
    })
  }
  const others = views.filter((view) => !view.shared && isOthers(standing.get(view.name), connector))
  const other = others[0] && standing.get(others[0].name)?.connector
  if (other !== undefined) {
    throw new SpokenError({
      en: `${named(others)} ${others.length === 1 ? 'was' : 'were'} written from ${other}: one source feeds a relation. Drop those views first, or set SSOT_SCHEMA to another schema. Nothing was changed.`,
      ja: `${named(others)}は${other}から作成されています。1つのリレーションのデータ元は1つです。先にビューを削除するか、SSOT_SCHEMAで別のスキーマを指定してください。何も変更していません。`,
    })
  }
}

const isOthers = (standing: Standing | undefined, connector: string): boolean =>
  standing?.connector !== undefined && !standing.edited && standing.connector !== connector

const refusals: Readonly<Record<string, readonly [en: string, ja: string]>> = {
  '42501': ['SSOT_URL may not do that: use a role that may create there', 'SSOT_URLのロールに作成権限がありません'],
  '25006': ['SSOT_URL is read-only: use a connection that may write', 'SSOT_URLは読み取り専用です'],
  '42P16': ['the view there has other columns: drop it first', '既存のビューと列が異なります。先に削除してください'],
}

/** What PostgreSQL refused, as a sentence that says that nothing was changed. */
function told(error: unknown, doing: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (!(error instanceof Error) || code === undefined) return error
  const [en, ja] = refusals[code] ?? [undefined, undefined]
  return new SpokenError({
    en: `${doing} could not be written: ${en ? `${en} (${error.message})` : error.message}. Nothing was changed.`,
    ja: `${doing}を作成できませんでした：${ja ? `${ja}（${error.message}）` : error.message}。何も変更していません。`,
  })
}
