import type { Context } from '../../../define/context.ts'
import { type Opinions, opinionDays, opinionText } from '../opinions.ts'

/** What people thought of a rule's messages, for who can change it; nothing where nobody minded. */
export type OpinionsLine = (alert: string) => string

export async function opinionsLine({ rules, now, locale }: Context): Promise<OpinionsLine> {
  const found = (await rules?.opinions(now.subtract({ hours: 24 * opinionDays }))) ?? []
  const known = new Map<string, Opinions>(found.map((each) => [each.alert, each]))
  return (alert) => {
    const opinions = known.get(alert)
    return opinions ? `\n      _${opinionText(opinions, locale, 'owner')}_` : ''
  }
}
