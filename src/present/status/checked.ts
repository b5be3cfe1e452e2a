import type { CompanyCalendar } from '../../calendar/company.ts'
import { formatInstant } from '../../calendar/format.ts'
import type { Locale } from '../../define/words.ts'
import type { CheckedRelation } from '../../ssot/quality/finding.ts'
import { bilingual } from '../words.ts'

/** How far the rows have been looked through: since when that is known, and what was not looked at, and why. */
export function checkedText(checked: readonly CheckedRelation[], { zone }: CompanyCalendar, locale: Locale): string[] {
  const say = words[locale]
  const names = (which: (each: CheckedRelation) => boolean): string =>
    checked
      .filter(which)
      .map(({ relation }) => relation)
      .join(say.comma)
  const [oldest] = checked.flatMap(({ at }) => at ?? []).sort((a, b) => a.epochMilliseconds - b.epochMilliseconds)
  const waiting = names(({ at, failed }) => at === undefined && failed === undefined)
  const slow = names(({ failed }) => failed === 'slow')
  const failed = names((each) => each.failed === 'failed')
  return [
    ...(oldest ? [say.since(formatInstant(oldest, zone, locale))] : []),
    ...(waiting ? [oldest ? say.waiting(waiting) : say.soon] : []),
    ...(slow ? [say.slow(slow)] : []),
    ...(failed ? [say.failed(failed)] : []),
  ]
}

const words = bilingual({
  en: {
    comma: ', ',
    since: (at: string) => `Rows last checked: ${at}`,
    soon: 'The rows have not been checked yet: ask again in a minute',
    waiting: (names: string) => `Not checked yet: ${names}`,
    slow: (names: string) => `Not checked, it took too long (tried again within the hour): ${names}`,
    failed: (names: string) => `Not checked in full, it failed: ${names}`,
  },
  ja: {
    comma: '・',
    since: (at) => `データの最終チェック：${at}`,
    soon: 'データはまだチェックされていません。しばらくしてからもう一度お試しください',
    waiting: (names) => `未チェック：${names}`,
    slow: (names) => `時間超過のため未チェック（1時間以内に再試行）：${names}`,
    failed: (names) => `エラーのため一部未チェック：${names}`,
  },
})
