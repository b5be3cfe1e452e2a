import type { Context } from '../../define/context.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import { formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { sentences } from '../plain.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import type { PipelineFigures } from './figures.ts'
import { words } from './words.ts'

/** The answer in two sentences: what is open, and what it means for the quota. */
export function leadText(context: Context, figures: PipelineFigures): string {
  const { locale } = context
  const say = words[locale]
  const open = figures.whole.one(openPipeline)
  if (isWithheld(open)) return quotaText(context, figures)
  if (open.reason === 'not_connected') return reasonText(open, openPipeline, '', locale)
  const amount = formatValue(open.value ?? 0, 'money', styleOf(context))
  const standing = figures.over ? say.openNow : say.open
  const first = open.n === 0 ? say.empty : standing(amount, open.n)
  const quota = quotaText(context, figures)
  return sentences(locale, figures.over ? [quota, first] : [first, quota])
}

function quotaText(context: Context, { forecast, period, over, forecasting }: PipelineFigures): string {
  if (!forecasting) return ''
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const when = periodShort(period, context)
  const quota = forecast.one(quotaAttainment)
  if (quota.value === null) {
    return quota.reason === 'no_target' ? say.noTarget(when) : reasonText(quota, quotaAttainment, when, locale)
  }
  const share = formatValue(quota.value, 'percent', style)
  const gap = (quota.denominator ?? 0) - (quota.numerator ?? 0)
  if (gap <= 0) return say.met(when, share)
  if (over) return say.missed(when, share)
  const coverage = forecast.one(pipelineCoverage)
  const togo = formatValue(gap, 'money', style, 'short')
  if (coverage.reason === 'not_connected' || isWithheld(coverage)) {
    return sentences(locale, [say.togo(togo), reasonText(coverage, pipelineCoverage, when, locale)])
  }
  return say.gap(togo, coverage.value ? formatValue(coverage.value, 'multiple', style) : null)
}
