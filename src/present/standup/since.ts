import { formatDayShort } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { StandupFigures } from './figures.ts'
import { words } from './words.ts'

/** "since Fri 20 Nov", or "yesterday" where that was the last business day. */
export function sinceText({ locale }: Context, { since }: Pick<StandupFigures, 'since'>): string {
  const say = words[locale]
  return since.grain === 'day' ? say.yesterday : say.since(formatDayShort(since.from, locale))
}
