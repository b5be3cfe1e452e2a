import { Temporal } from 'temporal-polyfill'
import { formatInstant } from '../../calendar/format.ts'
import type { Standing, Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import { bilingual } from '../words.ts'

/** Why this is told now, and since when it goes on. */
export function newsLine(context: Context, told: Told): string {
  const say = words[context.locale]
  const { at, days } = lasted(context, told)
  switch (told.news) {
    case 'fired':
      return say.fired
    case 'changed':
      return say.changed(at)
    case 'repeated':
      return say.repeated(at, days)
    case 'recovered':
      return endLine(context, told)
  }
}

/** That it is over, and how long it went on. */
export function endLine(context: Context, told: Told): string {
  const { at, days } = lasted(context, told)
  return words[context.locale].over(at, days)
}

/** In front of the sentence of one series among several. */
export function standingLine(context: Context, { since, over }: Standing): string {
  const say = words[context.locale]
  return over === undefined ? say.firing : say.gone(lasted(context, { since }, Temporal.Instant.from(over)).days)
}

function lasted(
  { company, locale, now }: Context,
  { since }: Pick<Told, 'since'>,
  until = now,
): { at: string; days: number } {
  const began = Temporal.Instant.from(since)
  return {
    at: formatInstant(began, company.calendar.zone, locale),
    days: Math.max(0, Math.round(until.since(began).total('hours') / 24)),
  }
}

const s = (days: number): string => (days === 0 ? 'less than a day' : `${days} ${days === 1 ? 'day' : 'days'}`)

const words = bilingual({
  en: {
    fired: '*New*',
    firing: '•',
    gone: (days: number) => `*Over* after ${s(days)} ·`,
    changed: (at: string) => `*Changed* · firing since ${at}`,
    repeated: (at: string, days: number) => `*Still so*${days === 0 ? '' : ` after ${s(days)}`} · firing since ${at}`,
    over: (at: string, days: number) => `*Over* after ${s(days)} · it had been firing since ${at}`,
  },
  ja: {
    fired: '*新規*',
    firing: '•',
    gone: (days) => `*解消* （${days === 0 ? '1日未満' : `${days}日`}）·`,
    changed: (at) => `*変化あり* · ${at}から発生中`,
    repeated: (at, days) => `*${days === 0 ? '' : `${days}日間`}継続中* · ${at}から発生中`,
    over: (at, days) => `${days === 0 ? '1日未満' : `${days}日`}で終了 · ${at}から発生していました`,
  },
})
