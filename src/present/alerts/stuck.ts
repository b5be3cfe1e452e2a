import { escapeMrkdwn } from '../../blocks/build.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Locale } from '../../define/words.ts'
import { sameGroup } from '../../insight/comparison.ts'
import { overdueDays, slowTimes, stuckAmount, stuckShare } from '../../metrics/measures/stuck-deals.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { peopleOf } from './watch/people.ts'

/** When an owner's stuck deals are worth a word, and when no longer: so many, and such a share of their open deals. */
export interface StuckWatch {
  readonly fires: { readonly deals: number; readonly share: number }
  readonly clears: { readonly deals: number; readonly share: number }
}

/** Every owner of open deals, with how many of them are stuck. */
export async function observeStuck(context: Context, { fires, clears }: StuckWatch): Promise<Observation[]> {
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const windows = [{ period, asOf: context.now }]
  const readings = await context.read({ metrics: [stuckShare, stuckAmount], windows, by: ['owner'] })
  return readings.of(stuckShare).flatMap((reading): Observation[] => {
    const [owner] = reading.keys
    // A deal that is nobody's has nobody to be told by; `status` counts it.
    if (!owner || reading.value === null) return []
    const stuck = reading.numerator ?? 0
    const amount = sameGroup(reading, readings.of(stuckAmount))?.value ?? 0
    const label = reading.by.owner ?? owner
    const breached = stuck >= fires.deals && reading.value >= fires.share
    const summary = (locale: Locale): string => {
      const money = formatValue(amount, 'money', { ...styleOf(context), locale }, 'short')
      return say[locale](escapeMrkdwn(label), stuck, reading.n, money)
    }
    return [
      {
        series: owner,
        label,
        breached,
        cleared: stuck <= clears.deals || reading.value < clears.share,
        enough: true,
        weight: amount,
        fingerprint: breached ? 'breached' : 'quiet',
        subject: `stuck deals of ${owner}`,
        summary: { en: summary('en'), ja: summary('ja') },
        facts: { stuck, open: reading.n, amount },
        ...peopleOf(context, 'owner', owner),
      },
    ]
  })
}

const say = bilingual({
  en: (owner: string, stuck: number, open: number, amount: string) =>
    `*${stuck}* of ${open} open deals of *${owner}* (${amount}) are over ${overdueDays} days past their close date, or have been in their stage for over ${slowTimes} times what 9 in 10 deals won took.`,
  ja: (owner, stuck, open, amount) =>
    `*${owner}* さんの進行中の商談${open}件のうち *${stuck}件* （${amount}）が、クローズ予定日を${overdueDays}日以上過ぎているか、受注商談の9割が抜けた日数の${slowTimes}倍を超えて同じステージにあります。`,
})
