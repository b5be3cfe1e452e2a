import type { Locale } from '../../define/words.ts'
import { deskWords } from './desk-words.ts'

/** Days over which opinions of a rule are counted, and how many of them ask for a change. */
export const opinionDays = 90
const enough = 3

/** How many messages of a rule people found of no use, and how many such marks there are. */
export interface Opinions {
  readonly marks: number
  readonly posts: number
}

/** What is said of them, with what to change once there are several. */
export function opinionText({ marks, posts }: Opinions, locale: Locale, to: 'presser' | 'owner'): string {
  const say = deskWords[locale]
  const counted = to === 'presser' ? say.notUseful(marks, posts) : say.foundNotUseful(marks, posts)
  return [counted, ...(marks >= enough ? [say.suggestion] : [])].join(locale === 'ja' ? '' : ' ')
}
