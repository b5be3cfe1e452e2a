import type { ChartSpec } from '../../../blocks/chart.ts'
import { fullDate } from '../../../calendar/format.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { UserError } from '../../../errors.ts'
import { lineName } from '../../names.ts'
import { backtestChart, chartLegend } from '../backtest/chart.ts'
import { summaryText } from '../backtest/message.ts'
import { backtest } from '../backtest/run.ts'
import { formWords } from './form-words.ts'

/** Half a year where the past is read in a few statements; less where every day is a look of its own. */
const daysOf = ({ observeAll }: Alert): number => (observeAll ? 180 : 28)

const mostDates = 8

/** What a rule would have said before: in words, and drawn where there is something to draw. */
interface Past {
  readonly lines: readonly string[]
  readonly chart?: ChartSpec
}

/** How often a rule that is not saved yet would have fired, and when; why that is not known, where it is not. */
export async function pastOf(context: Context, alert: Alert): Promise<Past> {
  const { locale, company } = context
  const say = formWords[locale]
  try {
    const found = await backtest(context, { id: 'preview', alert }, daysOf(alert))
    const dates = found.firings.toReversed().map(({ toldAt, label }) => {
      const day = fullDate(toldAt.toZonedDateTimeISO(company.calendar.zone).toPlainDate(), locale)
      return label === '' ? day : `${day} (${lineName(label)})`
    })
    const rest = dates.length - mostDates
    const shown = [...dates.slice(0, mostDates), ...(rest > 0 ? [say.more(rest)] : [])]
    const judged = found.looks.some(({ observations }) => observations.some(({ enough }) => enough))
    const never = found.looks.length > 0 && !judged ? [say.neverEnough(alert.watch?.atLeast ?? 1)] : []
    const drawn = backtestChart(context, alert, found)
    const lines = [
      say.past,
      summaryText(context, found),
      ...never,
      ...(shown.length > 0 ? [shown.join(' · ')] : []),
      ...(drawn?.marked ? [chartLegend(context)] : []),
    ]
    return { lines, ...(drawn && { chart: drawn.chart }) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { lines: [say.past, error.message] }
  }
}
