import type { Locale } from '../define/words.ts'
import { UnknownPerson, UserError } from '../errors.ts'
import { bilingual } from '../present/words.ts'
import type { Person } from '../ssot/people.ts'

/** The person of the SSOT with this e-mail; without a row, or no longer active, it says whom to ask. */
export function personByEmail(
  people: readonly Person[],
  email: string | undefined,
  locale: Locale,
  contact: string | undefined,
): Person {
  const person = activePerson(people, email)
  if (person) return person
  const wanted = email?.trim().toLowerCase() || undefined
  const words = say[locale]
  if (people.length === 0) throw new UserError(words.nobody(contact ?? words.ops('')))
  throw new UnknownPerson(words.unknown(wanted ?? words.noEmail, contact ?? words.ops(opsNames(people))))
}

/** Undefined for nobody, and for who has left. */
export function activePerson(people: readonly Person[], email: string | undefined): Person | undefined {
  const wanted = email?.trim().toLowerCase()
  return wanted ? people.find((person) => person.active && person.email === wanted) : undefined
}

const opsNames = (people: readonly Person[]): string =>
  people
    .filter(({ role, active }) => role === 'ops' && active)
    .slice(0, 2)
    .map(({ name }) => name)
    .join(', ')

const say = bilingual({
  en: {
    noEmail: 'no e-mail',
    ops: (names: string) => (names ? `RevOps (${names})` : 'whoever runs RevOps'),
    nobody: (ask: string) => `I cannot tell who you are: \`ssot.users\` is empty or cannot be read. Please ask ${ask}.`,
    unknown: (email: string, ask: string) =>
      `I do not know you yet: nobody active in the company’s records has your Slack e-mail (${email}). Please ask ${ask} to add you.`,
  },
  ja: {
    noEmail: 'メールアドレスなし',
    ops: (names) => (names ? `RevOps担当（${names}）` : 'RevOps担当'),
    nobody: (ask) => `どなたか確認できません（\`ssot.users\` が空か、読み取れません）。${ask}にお問い合わせください。`,
    unknown: (email, ask) =>
      `お使いのSlackのメールアドレス（${email}）が社内データに見つかりません。${ask}に登録を依頼してください。`,
  },
})
