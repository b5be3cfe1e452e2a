import { z } from 'zod'
import { limits } from '../limits.ts'
import { identified, words } from './text.ts'

const { chart } = limits

const label = words(chart.label)

const point = z.strictObject({ label, value: z.number() })

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().gt(0) }))
    .min(1)
    .max(chart.segments),
})

const series = z.strictObject({ name: label, data: z.array(point).min(1).max(chart.points) })

const onAxes = <T extends string>(type: T) =>
  z
    .strictObject({
      type: z.literal(type),
      series: z.array(series).min(1).max(chart.series),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(chart.points),
        x_label: words(chart.axisLabel).optional(),
        y_label: words(chart.axisLabel).optional(),
      }),
    })
    .superRefine((given, ctx) => {
      const refuse = (message: string, path: (string | number)[]) => ctx.addIssue({ code: 'custom', message, path })
      const { categories } = given.axis_config
      if (new Set(categories).size < categories.length)
        refuse('categories must be unique', ['axis_config', 'categories'])
      const seen = new Set<string>()
      for (const [i, { name, data }] of given.series.entries()) {
        if (seen.has(name)) refuse('series names must be unique', ['series', i, 'name'])
        seen.add(name)
        if (!covers(data, categories)) refuse('data must have one point for each category', ['series', i, 'data'])
      }
    })

/** One point for each category, no other, none twice; in any order. */
function covers(data: readonly { label: string }[], categories: readonly string[]): boolean {
  const labels = new Set(data.map((each) => each.label))
  return data.length === categories.length && categories.every((category) => labels.has(category))
}

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  title: words(chart.title),
  chart: z.discriminatedUnion('type', [pie, onAxes('bar'), onAxes('area'), onAxes('line')]),
  ...identified,
})
