import type { Locale } from '../../define/words.ts'
import { sql } from '../sql.ts'
import type { Connected, Connecting } from './connect.ts'
import type { Connector } from './define.ts'
import type { Finding } from './findings.ts'
import { name, statement } from './text.ts'

const marks = { ok: '✓', note: '·', warning: '!', error: '✗' } as const
const order: readonly Finding['level'][] = ['ok', 'error', 'warning', 'note']

const words = {
  en: {
    wrote: (views: number, title: string, schema: string) =>
      views === 0
        ? `Nothing of ${title} was written into ${schema}.`
        : `${views} ${views === 1 ? 'view' : 'views'} of ${title} in ${schema}.`,
    printed: (title: string, schema: string) => `The views of ${title} for ${schema}. Nothing was run.`,
    next: (schema: string) =>
      `Next: grant the bot's role usage on schema ${schema} and select on its tables, then run \`revops doctor\`.`,
  },
  ja: {
    wrote: (views: number, title: string, schema: string) =>
      views === 0
        ? `${title}から${schema}に作成したビューはありません。`
        : `${title}から${schema}に${views}個のビューを作成しました。`,
    printed: (title: string, schema: string) => `${title}から${schema}を作るビューです。まだ実行していません。`,
    next: (schema: string) =>
      `次に：ボットのロールに、スキーマ${schema}のUSAGEとテーブルのSELECTを付与し、\`revops doctor\` で確認してください。`,
  },
} satisfies Record<Locale, unknown>

/** What was written, and all there is to say of it, as lines for a terminal. */
export function reportLines(
  { title }: Connector,
  { script, findings }: Connected,
  { schema }: Connecting,
  locale: Locale,
): string[] {
  const t = words[locale]
  return [
    t.wrote(script.planned.length, title, schema),
    ...sorted(findings).map((finding) => line(finding, locale)),
    ...(script.planned.length > 0 ? [t.next(schema)] : []),
  ]
}

/** The script as SQL to read, keep and run, with the report above it as comments. */
export function printable(
  { title }: Connector,
  { script, schemaExists, findings }: Connected,
  { schema }: Connecting,
  locale: Locale,
): string {
  const report = [words[locale].printed(title, schema), ...sorted(findings).map((finding) => line(finding, locale))]
  const create = schemaExists ? [] : [statement(sql`create schema if not exists ${name(schema)}`)]
  const statements = [...create, ...script.functions, ...script.views.map(({ text }) => text)]
  return [
    ...report.map((text) => `-- ${text}`),
    '',
    'begin;',
    ...statements.map((text) => `\n${text};`),
    '\ncommit;',
  ].join('\n')
}

const sorted = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))

const line = ({ level, words: said }: Finding, locale: Locale): string =>
  `  ${marks[level]} ${said[locale].replaceAll(/[\r\n]+/g, ' ')}`
