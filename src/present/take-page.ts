import type { Context } from '../define/context.ts'
import { UserError } from '../errors.ts'
import { bilingual } from './words.ts'

export interface PageFound {
  /** From 1, which is meant where none is named. */
  readonly page: number
  readonly rest: readonly string[]
}

/** Takes "page 2", ページ 2 out of a command's words. */
export function takePage(words: readonly string[], { locale }: Pick<Context, 'locale'>): PageFound {
  const at = words.findIndex((word) => /^(?:page|p|ページ)$/i.test(word))
  if (at < 0) return { page: 1, rest: words }
  const page = Number(words[at + 1])
  if (!Number.isInteger(page) || page < 1) throw new UserError(which[locale])
  return { page, rest: [...words.slice(0, at), ...words.slice(at + 2)] }
}

const which = bilingual({
  en: 'Which page? For example `page 2`.',
  ja: 'ページ番号を指定してください。例：`page 2`',
})
