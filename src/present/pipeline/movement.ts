import type { Context } from '../../define/context.ts'
import type { Reading } from '../../define/reading.ts'
import { type Movement, movements } from '../../ssot/facts/pipeline-movement.ts'
import { formatChange, formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

/** What each movement came to: Σ and number of deals. */
export type Movements = ReadonlyMap<Movement, { readonly amount: number; readonly deals: number }>

export const movementsOf = (readings: readonly Reading[]): Movements =>
  new Map(
    movements.map((name) => {
      const reading = readings.find(({ by }) => by.movement === name)
      return [name, { amount: reading?.value ?? 0, deals: reading?.n ?? 0 }]
    }),
  )

/** From start to end, leaving out what did not happen; the lines add up. */
export function movementLines(context: Context, found: Movements): string[] {
  const words = say[context.locale]
  const style = styleOf(context)
  const total = (name: 'start' | 'end'): string =>
    `*${words[name]}*  ${formatValue(found.get(name)?.amount ?? 0, 'money', style, 'short')}`
  const changes = movements
    .filter((name) => name !== 'start' && name !== 'end' && (found.get(name)?.deals ?? 0) > 0)
    .map((name) => {
      const { amount, deals } = found.get(name) ?? { amount: 0, deals: 0 }
      return `${words[name]}  ${formatChange(amount, 'money', style)}  ${words.deals(deals)}`
    })
  return [total('start'), ...(changes.length > 0 ? changes : [words.quiet]), total('end')]
}

export const movementLabel = (name: Movement, { locale }: Context): string => say[locale][name]

const say = bilingual({
  en: {
    start: 'Seven days ago',
    created: 'Created',
    reopened: 'Reopened',
    pulled_in: 'Pulled in',
    amount_up: 'Amount up',
    amount_down: 'Amount down',
    slipped: 'Slipped out',
    won: 'Won',
    lost: 'Lost',
    end: 'Now',
    quiet: 'Nothing moved',
    deals: (n: number) => `(${n} ${n === 1 ? 'deal' : 'deals'})`,
  },
  ja: {
    start: '7日前',
    created: '新規作成',
    reopened: '再オープン',
    pulled_in: '前倒し',
    amount_up: '金額増',
    amount_down: '金額減',
    slipped: '期ずれ',
    won: '受注',
    lost: '失注',
    end: '現在',
    quiet: '変化なし',
    deals: (n) => `（${n}件）`,
  },
})
