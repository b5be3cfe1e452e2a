import type { Change } from '../alerting/changes.ts'
import type { Alert, Standing, Told } from '../define/alert.ts'
import type { AlertPlace } from '../define/series.ts'

/** A message to be written: a new one, or what changes about one that is there. */
export interface NewsGroup {
  readonly post: AlertPlace
  /** It is not there yet. */
  readonly isNew: boolean
  /** Worst first. */
  readonly told: readonly [Told, ...Told[]]
  /** All that the message is about, worst first. */
  readonly standing: readonly Standing[]
}

export interface Grouping {
  readonly rule: Pick<Alert, 'grouping'>
  /** Where news of a series that was not told before goes; undefined: nowhere. */
  placeOf(told: Told): Omit<AlertPlace, 'key'> | undefined
  /** The key of a new message about these series in a channel. */
  keyOf(channel: string, series: string): string
  /** Series that a message told of before, as they stand now. */
  standingOf(post: AlertPlace): readonly Standing[]
}

/**
 * What there is to say, message by message: what fires comes as a new one (together, or each by itself), whatever else
 * is new goes to the message that told of it.
 */
export function groupNews(changes: readonly Change[], { rule, placeOf, keyOf, standingOf }: Grouping): NewsGroup[] {
  const groups = new Map<string, { post: AlertPlace; isNew: boolean; told: Told[] }>()
  for (const { told, before, series } of changes) {
    if (!told) continue
    const known = told.news === 'fired' ? null : (before?.post ?? null)
    const place = known ?? placeOf(told)
    if (!place) continue
    const key = known?.key ?? keyOf(place.channel, rule.grouping === 'each' ? series : '')
    const group = groups.get(key) ?? { post: { ...place, key }, isNew: known === null, told: [] }
    groups.set(key, { ...group, told: [...group.told, told] })
  }
  return [...groups.values()]
    .flatMap(({ post, isNew, told }): NewsGroup[] => {
      const [worst, ...rest] = [...told].sort((a, b) => b.observation.weight - a.observation.weight)
      if (!worst) return []
      const standing = isNew ? [worst, ...rest].map(standingNow) : standingOf(post)
      return [{ post, isNew, told: [worst, ...rest], standing: standing.length > 0 ? standing : [standingNow(worst)] }]
    })
    .sort((a, b) => b.told[0].observation.weight - a.told[0].observation.weight)
}

const standingNow = ({ observation, since }: Told): Standing => ({ observation, since })
