import { parseSchedule, type Schedule } from '../../calendar/schedule.ts'
import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import { typed } from '../typed.ts'
import { bilingual } from '../words.ts'

/** When something comes, at the end of a command's words, and the words before it. */
export interface WhenFound {
  /** Undefined where none was named. */
  readonly when: Schedule | undefined
  readonly rest: readonly string[]
}

/** The asker's own time zone, where Slack knows it; the company's otherwise. */
export function ownZone({ asked, company }: Context): string {
  const zone = asked?.zone
  return zone !== undefined && isZone(zone) ? zone : company.calendar.zone
}

/** Takes a schedule from the end of the words: as many of them as make one. */
export function takeWhen(words: readonly string[], context: Context): WhenFound {
  for (let start = 0; start < words.length; start += 1) {
    const when = scheduleOf(words.slice(start), context)
    if (when) return { when: checked(when, context), rest: words.slice(0, start) }
  }
  return { when: undefined, rest: words }
}

/** Words that can be nothing but a schedule. */
export function readWhen(words: readonly string[], context: Context, zone = ownZone(context)): Schedule | undefined {
  if (words.length === 0) return undefined
  const when = scheduleOf(words, context, zone)
  if (!when) throw new UserError(say[context.locale].unknown(typed(words.join(' '))))
  return checked(when, context)
}

function scheduleOf(words: readonly string[], context: Context, zone = ownZone(context)): Schedule | undefined {
  try {
    return parseSchedule(words.join(' '), context.company.calendar, zone)
  } catch {
    return undefined
  }
}

/** People's figures do not change by the quarter of an hour, and somebody has to read it. */
function checked(when: Schedule, { now, locale }: Context): Schedule {
  const first = when.next(now)
  if (when.next(first).since(first).total('minutes') < 60) throw new UserError(say[locale].tooOften)
  return when
}

/** Whether it names a time zone, such as Asia/Tokyo. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

const say = bilingual({
  en: {
    unknown: (text: string) =>
      `I do not understand “${text}” as a time. Say for example \`weekdays at 09:00\`, \`mondays at 8\` or \`1st business day of month at 09:00\`.`,
    tooOften: 'At most once an hour. Say for example `hourly` or `weekdays at 09:00`.',
  },
  ja: {
    unknown: (text) =>
      `「${text}」は日時として読めません。例：\`平日 9:00\`、\`毎週月曜 8:00\`、\`毎月第1営業日 9:00\``,
    tooOften: '配信は最短で1時間ごとです。例：`毎時`、`平日 9:00`',
  },
})
