import type { Context } from '../define/context.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { type Scope, within } from '../query/scope.ts'
import { type Person, treeOf } from '../ssot/people.ts'
import { typed } from './typed.ts'
import { bilingual } from './words.ts'

/** Whose records were asked for, and how to call them. */
export interface Whose {
  readonly scope: Scope
  /** The person or nobody in particular. */
  readonly person: Person | undefined
}

/** `me`, `team`, `all` or `@person` among a command's words; none = all that the asker may see. */
export function takeWhose(words: readonly string[], context: Context): { whose: Whose; rest: readonly string[] } {
  const rest: string[] = []
  let whose: Whose | undefined
  for (const word of words) {
    const found = whoseOf(word, context)
    if (found && whose) throw new UserError(say[context.locale].twice)
    if (found) whose = found
    else rest.push(word)
  }
  return { whose: whose ?? { scope: context.scope, person: onlyPerson(context.scope, context) }, rest }
}

function whoseOf(word: string, context: Context): Whose | undefined {
  const { who, people, scope: allowed, locale } = context
  const plain = word.toLowerCase()
  if (/^(me|mine|my|自分|私)$/.test(plain)) return permitted({ kind: 'people', ids: [who.id] }, who, context)
  if (/^(team|チーム)$/.test(plain)) {
    const ids = treeOf(people, who.id)
    if (ids.length === 1) throw new UserError(say[locale].noTeam)
    return permitted({ kind: 'people', ids }, undefined, context)
  }
  if (/^(all|everyone|company|全社|全員|全体)$/.test(plain)) {
    if (allowed.kind === 'people') throw new UserError(say[locale].notAll)
    return { scope: allowed, person: undefined }
  }
  if (!word.startsWith('@')) return undefined
  // Who sees totals only is not told whether there is somebody of that name.
  if (allowed.kind === 'aggregates') throw new UserError(say[locale].totals)
  const person = personNamed(word.slice(1), context)
  return permitted({ kind: 'people', ids: treeOf(people, person.id) }, person, context)
}

function permitted(scope: Scope, person: Person | undefined, context: Context): Whose {
  if (within(context.scope, scope)) return { scope, person }
  const words = say[context.locale]
  throw new UserError(context.scope.kind === 'aggregates' ? words.totals : words.notYours(person && typed(person.name)))
}

const onlyPerson = (scope: Scope, { people }: Context): Person | undefined =>
  scope.kind === 'people' && scope.ids.length === 1 ? people.find(({ id }) => id === scope.ids[0]) : undefined

const names = (person: Person): string[] =>
  [person.id, person.email, person.email.split('@')[0] ?? '', person.name].filter((name) => name !== '')

/** What to type for somebody: a word of its own, as names may have blanks. */
const handle = ({ email, id }: Person): string => `@${email || id}`

/** Those who are here and whose records the asker may ask for: nobody else is suggested. */
const askable = ({ people, scope }: Context): Person[] =>
  people.filter(
    ({ active, id }) => active && (scope.kind === 'everything' || (scope.kind === 'people' && scope.ids.includes(id))),
  )

/** Every name that people might type for somebody without the @, and what to type instead. */
export const peopleByName = (context: Context): (readonly [name: string, type: string])[] =>
  askable(context).flatMap((person) =>
    [...names(person), ...person.name.split(/\s+/)].map((name) => [name, handle(person)] as const),
  )

/** By e-mail, its first part, the whole name or one word of it. */
function personNamed(name: string, context: Context): Person {
  const { people, locale } = context
  const wanted = fold(name)
  const active = people.filter((person) => person.active)
  // An e-mail is its own: others may differ from it by a dot only.
  const address = active.filter(({ email, id }) =>
    [email, id].some((each) => each !== '' && each.toLowerCase() === name.toLowerCase()),
  )
  if (address.length === 1 && address[0]) return address[0]
  const exact = active.filter((person) => names(person).some((each) => fold(each) === wanted))
  const partly = active.filter((person) => person.name.split(/\s+/).some((part) => fold(part) === wanted))
  const meant = exact.length > 0 ? exact : partly
  const mine = new Set(askable(context))
  // Of several of that name those whom the asker may ask for are meant, and nobody else is told of.
  const nearer = meant.length > 1 ? meant.filter((person) => mine.has(person)) : meant
  const [found, other] = nearer
  if (meant.length > 0 && !found) throw new UserError(say[locale].notYours(typed(name)))
  if (found && !other) return found
  if (found && other) throw new UserError(say[locale].several(typed(name), handle(found), handle(other)))
  const known = new Map(peopleByName(context))
  const guess = nearest(name, known.keys())
  throw new UserError(say[locale].nobody(typed(name), guess === undefined ? undefined : known.get(guess)))
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s._]+/g, '')

const say = bilingual({
  en: {
    twice: 'That names two people or teams. Ask for one: `me`, `team`, `all` or `@person`.',
    noTeam: 'Nobody reports to you, so there is no team to show. Try `me`.',
    notAll: 'Your role sees its own records. Try `me`, or `team` if people report to you.',
    notYours: (name: string | undefined) =>
      `${name ?? 'That team'}’s records are not yours to see. Try \`me\`, or \`team\` if people report to you.`,
    totals: 'Your role sees these figures only as totals, nobody’s apart. Try `all`.',
    several: (name: string, a: string, b: string) => `There is more than one “${name}”. Say \`${a}\` or \`${b}\`.`,
    nobody: (name: string, guess: string | undefined) =>
      `I know nobody called “${name}”.${guess ? ` Did you mean \`${guess}\`? For example \`/revops pipeline ${guess}\`.` : ' Use their e-mail, for example `/revops pipeline @name@company.com`.'}`,
  },
  ja: {
    twice: '対象が2つあります。`me`、`team`、`all`、`@担当者` のどれか1つを指定してください。',
    noTeam: '部下が登録されていないため、表示できるチームがありません。`me` をお試しください。',
    notAll: '閲覧できるのはご自身の担当分です。`me`、部下がいる場合は `team` をお試しください。',
    notYours: (name) =>
      `${name ?? 'そのチーム'}のデータは閲覧できません。\`me\`、部下がいる場合は \`team\` をお試しください。`,
    totals: '権限上、これらの数値は合計のみ閲覧できます。`all` をお試しください。',
    several: (name, a, b) => `「${name}」は複数います。\`${a}\` または \`${b}\` と指定してください。`,
    nobody: (name, guess) =>
      `「${name}」という担当者は見つかりません。${guess ? `\`${guess}\` のことですか？ 例：\`/revops pipeline ${guess}\`` : 'メールアドレスで指定してください。例：`/revops pipeline @name@company.com`'}`,
  },
})
