import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import { type AboutKpi, parseAboutKpi } from '../kpi/about.ts'
import { bilingual } from '../words.ts'

export interface RowsQuestion extends AboutKpi {
  /** From 1. */
  readonly page: number
  /** All rows as a file, in a direct message. */
  readonly csv: boolean
}

/** `<kpi> [period] [where …] [page n] [csv]`. */
export function parseRows(words: readonly string[], context: Context): RowsQuestion {
  const csv = words.some((word) => /^csv$/i.test(word))
  const plain = words.filter((word) => !/^csv$/i.test(word))
  const { page, rest } = takePage(plain, context)
  const about = parseAboutKpi(rest, context, 'rows')
  return { ...about, page, csv }
}

function takePage(words: readonly string[], context: Context): { page: number; rest: readonly string[] } {
  const at = words.findIndex((word) => /^(?:page|p|ページ)$/i.test(word))
  if (at < 0) return { page: 1, rest: words }
  const page = Number(words[at + 1])
  if (!Number.isInteger(page) || page < 1) throw new UserError(say[context.locale].page)
  return { page, rest: [...words.slice(0, at), ...words.slice(at + 2)] }
}

const say = bilingual({
  en: {
    page: 'Which page? For example `page 2`.',
  },
  ja: {
    page: 'ページ番号を指定してください。例：`page 2`',
  },
})
