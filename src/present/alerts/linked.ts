import { escapeMrkdwn } from '../../blocks/build.ts'
import type { Alert } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import { lineName, lineRecord } from '../names.ts'

interface Named {
  readonly series: string
  readonly label: string
}

/** What a series is called, as text inside a line: a link, where it is a record that configuration says the place of. */
export const seriesName = (
  context: Context,
  rule: Pick<Alert, 'names'> | undefined,
  { series, label }: Named,
): string => (rule?.names === 'accounts' ? lineRecord(context.company.links.account, series, label) : lineName(label))

/** A sentence about a series, with its name in it as `seriesName` has it. What is kept of it is words only. */
export function linkedSentence(
  context: Context,
  rule: Pick<Alert, 'names'> | undefined,
  sentence: string,
  named: Named,
) {
  const written = escapeMrkdwn(named.label)
  const at = named.label === '' ? -1 : sentence.indexOf(written)
  if (at < 0) return sentence
  return sentence.slice(0, at) + seriesName(context, rule, named) + sentence.slice(at + written.length)
}
