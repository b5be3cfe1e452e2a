import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { UserError } from '../errors.ts'
import { type Reach, reachOf } from '../query/access.ts'
import type { Person } from '../ssot/people.ts'
import type { Answered, Answers, Asking } from './answer.ts'
import { covers, narrowest } from './audience.ts'
import type { Workshop } from './context.ts'
import { activePerson, personByEmail } from './identity.ts'
import { answerText } from './run.ts'

export interface Sharing extends Asking {
  /** E-mails of all who would read it; undefined for a person without one. */
  readonly readers: readonly (string | undefined)[]
}

/** An answer that all may see; or who may not, by their place among the readers. */
export type Shared =
  | { readonly kind: 'open'; readonly answered: Answered }
  | {
      readonly kind: 'closed'
      readonly answered: Answered
      /** Readers who see less than the answer shows. */
      readonly closedTo: readonly number[]
      /** Those of them whose access whoever shares may know of. */
      readonly nameable: readonly number[]
    }

/**
 * An answer for somebody to share. What not all may see is left out where the figures stay the same without it (names of a
 * breakdown's rows, say); where others would see other figures, or fewer alerts, it is not shared at all. Throws as an answer
 * does, and for one that is its asker's own.
 */
export async function shareable(workshop: Workshop, answers: Answers, sharing: Sharing): Promise<Shared> {
  const { readers, ...asking } = sharing
  const answered = await answers.answer(asking)
  if (answered.message.personal) throw new UserError(own[asking.locale])
  const snapshot = await workshop.source.snapshot()
  const { people } = snapshot
  const { access, catalog } = workshop
  const reach = (person: Person): Reach => reachOf(person, people, access, catalog.idOf)
  const who = personByEmail(people, asking.email, asking.locale, workshop.company.contact)
  const mine = reach(who)
  const theirs = readers.map((email) => {
    const person = activePerson(people, email)
    return { person, reach: person && reach(person) }
  })
  const closedTo = theirs.flatMap((each, i) => (each.reach && covers(each.reach, mine, catalog) ? [] : [i]))
  if (closedTo.length === 0) return { kind: 'open', answered }
  const known = theirs.flatMap((each) => each.reach ?? [])
  const common = known.length === theirs.length ? narrowest(mine, known) : undefined
  if (common) {
    const seen = { who, locale: asking.locale, now: asking.now, asked: asking.asked, snapshot, reach: common }
    const message = await answerText(workshop, seen, asking.text).then(
      (made) => made.message,
      (error: unknown) => {
        if (error instanceof UserError) return undefined
        throw error
      },
    )
    if (message && figuresOf(message) === figuresOf(answered.message)) {
      return { kind: 'open', answered: { ...answered, message } }
    }
  }
  // Who sees what follows from a role, which is told of people that whoever shares sees the records of.
  const mayKnow = ({ person }: (typeof theirs)[number]): boolean =>
    mine.scope.kind === 'everything' || (mine.scope.kind === 'people' && !!person && mine.scope.ids.includes(person.id))
  const nameable = closedTo.filter((i) => theirs[i] && mayKnow(theirs[i]))
  return { kind: 'closed', answered, closedTo, nameable }
}

const figuresOf = ({ readings, listed = [] }: Message): string =>
  JSON.stringify([listed, readings.map(({ metric, from, to, keys, value, n }) => [metric, from, to, keys, value, n])])

const own: Record<Locale, string> = {
  en: 'That answer is for you alone, so it is not shared.',
  ja: 'ご自身専用の回答のため、共有できません。',
}
