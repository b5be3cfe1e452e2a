import { randomBytes } from 'node:crypto'
import type { Locale } from '../define/words.ts'
import { SourceUnavailable, UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import { bilingual } from '../present/words.ts'

/** Our own mistakes get a reference; the cause is in the log under it. */
export function sorry(error: unknown, locale: Locale, log: Log): string {
  if (error instanceof UserError) return error.message
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, err: error }, 'an answer failed')
  return error instanceof SourceUnavailable ? say[locale][error.kind](reference) : say[locale].failed(reference)
}

const say = bilingual({
  en: {
    down: (reference: string) =>
      `The source of truth cannot be reached right now, so there is no answer. Please try again in a minute; if it lasts, tell RevOps this reference: \`${reference}\`.`,
    slow: (reference: string) =>
      `The source of truth did not answer in time. Try a shorter period or fewer breakdowns; if it lasts, tell RevOps this reference: \`${reference}\`.`,
    failed: (reference: string) =>
      `Sorry, that went wrong on our side. Please try again; if it happens again, tell RevOps this reference: \`${reference}\`.`,
  },
  ja: {
    down: (reference) =>
      `現在データソースに接続できません。少し待ってからもう一度お試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
    slow: (reference) =>
      `データソースの応答が時間内にありませんでした。期間や内訳を絞ってお試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
    failed: (reference) =>
      `申し訳ありません、処理に失敗しました。もう一度お試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
  },
})
