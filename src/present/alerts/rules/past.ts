import { fullDate } from '../../../calendar/format.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { UserError } from '../../../errors.ts'
import { lineName } from '../../names.ts'
import { summaryText } from '../backtest/message.ts'
import { backtest } from '../backtest/run.ts'
import { formWords } from './form-words.ts'

/** Half a year where the past is read in a few statements; less where every day is a look of its own. */
const daysOf = ({ observeAll }: Alert): number => (observeAll ? 180 : 28)

const mostDates = 8

/** How often a rule that is not saved yet would have fired, and when; why that is not known, where it is not. */
export async function pastLines(context: Context, alert: Alert): Promise<string[]> {
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
    return [say.past, summaryText(context, found), ...never, ...(shown.length > 0 ? [shown.join(' · ')] : [])]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [say.past, error.message]
  }
}
