import { clip, section } from '../../../blocks/build.ts'
import type { ChartSpec } from '../../../blocks/chart.ts'
import type { Block } from '../../../blocks/types.ts'
import type { Alert, Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import type { Locale } from '../../../define/words.ts'
import { formWords } from './form-words.ts'
import { pastOf } from './past.ts'

/** Sentences under a form: nobody reads more before they save. */
const most = 5
const longest = 2_900

/** What stands under a form's fields. */
interface Preview {
  readonly below: readonly Block[]
  readonly chart?: ChartSpec
}

/**
 * What a rule would say if it looked now: the series that would fire, or the one that is nearest to it; and what it would
 * have said before.
 */
export async function previewOf(context: Context, alert: Alert): Promise<Preview> {
  const today = todayLines(context, await alert.observe(context))
  const { lines, chart } = await pastOf(context, alert)
  return { below: [text(today), text(lines)], ...(chart && { chart }) }
}

function todayLines({ locale }: Context, seen: readonly Observation[]): string[] {
  const say = formWords[locale]
  const observed = seen.toSorted((a, b) => b.weight - a.weight)
  const firing = observed.filter(({ breached }) => breached)
  if (firing.length > 0) {
    const lines = firing.slice(0, most).map(({ summary }) => `• ${summary[locale]}`)
    const rest = firing.length - lines.length
    return [say.fires(firing.length), ...lines, ...(rest > 0 ? [say.more(rest)] : [])]
  }
  const judged = observed.filter(({ enough }) => enough)
  const shown = judged.slice(0, most).map(({ summary }) => `• ${summary[locale]}`)
  return [say.quiet, ...(shown.length > 0 ? shown : [say.tooFew])]
}

/** What is wrong, under the form: Slack shows errors beside their fields only when a form is sent. */
export const faultBlocks = (faults: Iterable<string>, locale: Locale): Block[] => [
  text([formWords[locale].mend, ...[...faults].map((each) => `• ${each}`)]),
]

const text = (lines: readonly string[]): Block => section(clip(lines.join('\n'), longest))
