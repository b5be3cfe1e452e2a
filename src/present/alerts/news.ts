import { Temporal } from 'temporal-polyfill'
import { formatInstant } from '../../calendar/format.ts'
import type { Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import { bilingual } from '../words.ts'

/** Why this is told now, and since when it goes on. */
export function newsLine(context: Context, { news, since }: Told): string {
  const { locale, company, now } = context
  const words = say[locale]
  const began = Temporal.Instant.from(since)
  const at = formatInstant(began, company.calendar.zone, locale)
  const days = Math.max(0, Math.round(now.since(began).total('hours') / 24))
  switch (news) {
    case 'fired':
      return words.fired
    case 'changed':
      return words.changed(at)
    case 'repeated':
      return words.repeated(at, days)
    case 'recovered':
      return words.recovered(at, days)
  }
}

const say = bilingual({
  en: {
    fired: '*New*',
    changed: (at: string) => `*Changed* · firing since ${at}`,
    repeated: (at: string, days: number) => `*Still so* after ${days} days · firing since ${at}`,
    recovered: (at: string, days: number) =>
      `*Over* after ${days} ${days === 1 ? 'day' : 'days'} · it had been firing since ${at}`,
  },
  ja: {
    fired: '*新規*',
    changed: (at) => `*変化あり* · ${at}から発生中`,
    repeated: (at, days) => `*継続中*（${days}日間） · ${at}から発生中`,
    recovered: (at, days) => `*解消*（${days}日間） · ${at}から発生していました`,
  },
})
