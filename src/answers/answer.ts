import type { Temporal } from 'temporal-polyfill'
import type { Asked } from '../define/context.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { type Scope, scopeOf } from '../query/scope.ts'
import type { Person } from '../ssot/people.ts'
import { staleSources, type Workshop } from './context.ts'
import { personByEmail } from './identity.ts'
import { answerHastily } from './run.ts'
import { type Shared, type Sharing, shareable } from './share.ts'

export interface Asking {
  readonly text: string
  readonly email: string | undefined
  readonly locale: Locale
  readonly now: Temporal.Instant
  /** Where in Slack it was typed; nowhere by default. */
  readonly asked?: Asked | undefined
}

export interface Answered {
  readonly who: Person
  /** How far they see. */
  readonly scope: Scope['kind']
  readonly message: Message
}

/** Texts to messages; equal questions share one answer while the SSOT has not changed. */
export interface Answers {
  answer(asking: Asking): Promise<Answered>
  /** The same to be read by others, as far as they may see it. */
  share(sharing: Sharing): Promise<Shared>
}

/** Answers of one token, day and asker's view; a new token empties it. */
const mostShared = 500

export function createAnswers(workshop: Workshop): Answers {
  let token: string | undefined
  let findings: unknown
  let shared = new Map<string, Promise<Message>>()

  const answers: Answers = {
    async answer({ text, email, locale, now, asked }) {
      const { snapshot, held } = await workshop.source.hasty()
      const who = personByEmail(snapshot.people, email, locale, workshop.company.contact)
      // What is found in the rows behind the answers' back, they have to say from then on.
      const learnt = token !== snapshot.token || findings !== snapshot.quality.findings
      if (learnt || shared.size >= mostShared) {
        token = snapshot.token
        findings = snapshot.quality.findings
        shared = new Map()
      }
      // By who asks, not only by their scope: words such as "me" depend on it. Under one token their scope is the same.
      const today = now.toZonedDateTimeISO(workshop.company.calendar.zone).toPlainDate()
      // A source that stops writing goes stale under the same token, and the answer has to say so.
      const stale = staleSources(workshop, snapshot, now)
      const key = JSON.stringify([text, who.id, locale, today.toString(), stale, asked?.channel, asked?.zone])
      const found = shared.get(key)
      const scope = scopeOf(who, snapshot.people, workshop.access.roles).kind
      if (found) return { who, scope, message: await found }
      // Kept before it is made: equal questions at the same moment run once.
      const mine = shared
      const made = answerHastily(workshop, { who, locale, now, asked, snapshot }, text, held)
      const message = made.then((answer) => answer.message)
      mine.set(key, message)
      made.then(
        ({ live }) => live && mine.delete(key),
        () => mine.delete(key),
      )
      return { who, scope, message: await message }
    },
    share: (sharing) => shareable(workshop, answers, sharing),
  }
  return answers
}
