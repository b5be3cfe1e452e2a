import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import { typed } from '../typed.ts'
import { bilingual } from '../words.ts'

/** Where something goes: a channel by Slack's id, or null for the person's direct messages. */
export interface PlaceFound {
  /** Undefined where none was named. */
  readonly channel: string | null | undefined
  readonly rest: readonly string[]
}

/** Takes `here`, `dm` or `#channel` out of a command's words. */
export function takePlace(words: readonly string[], context: Context): PlaceFound {
  const rest: string[] = []
  let channel: string | null | undefined
  for (const word of words) {
    const found = placeOf(word, context)
    if (found !== undefined && channel !== undefined) throw new UserError(say[context.locale].twice)
    if (found === undefined) rest.push(word)
    else channel = found
  }
  return { channel, rest }
}

function placeOf(word: string, context: Context): string | null | undefined {
  const say_ = say[context.locale]
  if (/^(dm|direct|ダイレクトメッセージ)$/i.test(word)) return null
  if (/^(here|ここ|このチャンネル)$/i.test(word)) {
    const channel = context.asked?.channel
    if (channel === undefined) throw new UserError(say_.nowhere)
    // In a direct message, here is one's own.
    return channel.startsWith('D') ? null : channel
  }
  if (!word.startsWith('#')) return undefined
  const name = word.slice(1)
  if (/^[CG][A-Z0-9]{7,}$/.test(name)) return name
  const { channels } = context.company
  const known = channels.find((each) => each.name === name)
  if (known) return known.id
  const guess = nearest(
    name,
    channels.map((each) => each.name),
  )
  throw new UserError(say_.unknown(typed(name), guess))
}

const say = bilingual({
  en: {
    twice: 'That names two places. Say one: `here`, `dm` or `#channel`.',
    nowhere: '`here` means the channel you type it in, and this was not typed in one. Say `dm` or `#channel`.',
    unknown: (name: string, guess: string | undefined) =>
      `I know no channel “${name}”.${guess ? ` Did you mean \`#${guess}\`?` : ' In that channel, `here` will do.'}`,
  },
  ja: {
    twice: '配信先が2つあります。`here`、`dm`、`#チャンネル` のどれか1つを指定してください。',
    nowhere:
      '`here` は入力したチャンネルを指しますが、チャンネル内での入力ではありません。`dm` または `#チャンネル` を指定してください。',
    unknown: (name, guess) =>
      `「${name}」というチャンネルは見つかりません。${guess ? `\`#${guess}\` のことですか？` : 'そのチャンネル内で `here` と入力しても指定できます。'}`,
  },
})
