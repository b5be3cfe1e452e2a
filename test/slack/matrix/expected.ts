import { forAll as forEach, type Role } from '../../support/roles.ts'
import type { Stage } from './stage.ts'

/** What somebody does, by what the bot hears of it, and how it ends for each role. */
export interface Row {
  /** As it is registered: `action share`. */
  readonly heard: string
  /** What is chosen, of a menu; or what else tells it from others of its kind. */
  readonly choice?: string
  act(stage: Stage, role: Role): Promise<string>
  readonly expected: Expected
}

/** Words that are said in an answer's place. */
export interface Refused {
  readonly refused: RegExp
}

export type Expected = Readonly<Record<Role, RegExp | Refused>>
type Some = Partial<Expected>

export const no = (refused: RegExp): Refused => ({ refused })
const stranger = no(/I do not know you yet/)

export const forAll = (each: RegExp | Refused, but: Some = {}): Expected => ({
  ...forEach<RegExp | Refused>(each, stranger),
  ...but,
})

const noRules = no(/Alert rules are made by executives, RevOps and managers/)
/** Whoever may make rules. */
export const forRulers = (each: RegExp, but: Some = {}): Expected =>
  forAll(each, { rep: noRules, cs: noRules, marketing: noRules, ...but })

/** Whoever sees people and customers one by one. */
export const forNames = (each: RegExp, but: Some = {}): Expected =>
  forAll(each, { marketing: no(/only as totals/), ...but })

/** The rep has won 100 with the CSM's account, the manager 30. */
export const bookings = forAll(/¥130/, { rep: /¥100/, cs: /¥130/ })

export const same = (
  row: Omit<Row, 'choice'>,
  choices: readonly string[],
  act: (choice: string) => Row['act'],
): Row[] => choices.map((choice) => ({ ...row, choice, act: act(choice) }))

/** Whether words end in a sentence for people, and not in our own mistake. */
export const isSentence = (words: string): boolean =>
  !/went wrong|`[0-9a-f]{8}`/.test(words) &&
  words.split('\n').some((line) => /^[\p{Lu}\d<“].{20,}\.$/u.test(line.trim()))
