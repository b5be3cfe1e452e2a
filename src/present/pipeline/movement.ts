import { dataTable, number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
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
export function movementTable(context: Context, found: Movements, caption: string): MessageBlock[] {
  const { locale } = context
  const words = say[locale]
  const style = styleOf(context)
  const rows = movements
    .filter((name) => isTotal(name) || (found.get(name)?.deals ?? 0) > 0)
    .map((name) => {
      const { amount, deals } = found.get(name) ?? { amount: 0, deals: 0 }
      const shown = isTotal(name) ? formatValue(amount, 'money', style, 'short') : formatChange(amount, 'money', style)
      return [words[name], number(amount, shown), number(deals, String(deals))]
    })
  const table = dataTable({
    caption,
    header: [words.what, words.amount, words.count],
    rows,
    pageSize: movements.length,
  })
  return table ? [table] : []
}

const isTotal = (name: Movement): boolean => name === 'start' || name === 'end'

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
    what: 'Movement',
    amount: 'Amount',
    count: 'Deals',
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
    what: '増減',
    amount: '金額',
    count: '件数',
  },
})
