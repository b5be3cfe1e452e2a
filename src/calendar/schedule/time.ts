import { Temporal } from 'temporal-polyfill'

const patterns = [
  /(?<half>午前|午後)? ?(?<hour>\d{1,2})時(?:(?<minute>\d{1,2})分|(?<thirty>半))?/,
  /(?<half>午前|午後)? ?\b(?<hour>\d{1,2}):(?<minute>\d{2})(?: ?(?<suffix>[ap]m)\b)?/,
  /\b(?<hour>\d{1,2}) ?(?<suffix>[ap]m)\b/,
  /\bat (?<hour>\d{1,2})$/,
]

/**
 * The one time of day in the words ("9:00", "09:00", "9am", "5:30 pm", "at 9", 9時, 午後5時半) and the words around it.
 * Undefined when there is none, or it does not exist ("25:00").
 */
export function takeTime(words: string): { time: Temporal.PlainTime; rest: string } | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(words)
    if (match === null) continue
    const time = timeOf(match.groups ?? {})
    const before = words.slice(0, match.index).replace(/\s*(?:\bat|の|に)?\s*$/, '')
    const after = words.slice(match.index + match[0].length).replace(/^に/, '')
    return time && { time, rest: `${before} ${after}`.trim() }
  }
  return undefined
}

function timeOf(groups: Readonly<Record<string, string | undefined>>): Temporal.PlainTime | undefined {
  const { half, suffix } = groups
  const hour = Number(groups.hour)
  const minute = groups.thirty === undefined ? Number(groups.minute ?? 0) : 30
  const twelve = half !== undefined || suffix !== undefined
  if (minute > 59 || hour > (twelve ? 12 : 23) || (suffix !== undefined && hour === 0)) return undefined
  const afternoon = half === '午後' || suffix === 'pm'
  return Temporal.PlainTime.from({ hour: twelve ? (hour % 12) + (afternoon ? 12 : 0) : hour, minute })
}
