import type { Context } from './context.ts'
import type { Message } from './message.ts'
import type { Words } from './words.ts'

/** What people can ask. `parse` turns the words after the name into arguments, or throws a UserError that says how. */
export interface Command<Args = unknown> {
  readonly summary: Words
  /** The grammar in one line, for `help`: `[me|team|all|@person] [period]`. */
  readonly usage: Words
  readonly examples: Readonly<Record<'en' | 'ja', readonly string[]>>
  /** Other names people type. */
  readonly aliases?: readonly string[]
  /** Names of one of its questions, with the words that ask it: リスク顧客 is `accounts at-risk`. */
  readonly shortcuts?: Readonly<Record<string, readonly string[]>>
  /** Its words, where somebody asks for what is their own: `my pipeline`. By default nothing of it is anybody's in particular. */
  own?(words: readonly string[]): readonly string[]
  /** Its answer rests on the bot's own state too, so it is made anew each time. */
  readonly live?: boolean
  parse(words: readonly string[], context: Context): Args
  run(context: Context, args: Args): Promise<Message>
}

/** Hides the arguments' type from the catalogue: whatever `parse` returns is what `run` gets. */
export const defineCommand = <Args>(command: Command<Args>): Command =>
  ({ ...command, run: (context, args) => command.run(context, args as Args) }) satisfies Command
