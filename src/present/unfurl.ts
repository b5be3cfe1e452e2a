import { actions, button, context as contextBlock, escapeMrkdwn, section } from '../blocks/build.ts'
import type { Block } from '../blocks/types.ts'
import type { Message, MessageBlock } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { fitted } from './surface.ts'
import { bilingual } from './words.ts'

/** Opens the answer for whoever presses it; its value is the link's id. */
export const openAction = 'open_link'

/** A preview that is longer than this pushes away what is being talked about. */
const mostBlocks = 8

/** A link in somebody's message. */
export interface Pasted {
  readonly id: string
  readonly question: string
  /** Slack's id of who pasted it, with whose eyes it is answered. */
  readonly by: string
  readonly locale: Locale
}

/**
 * An answer below the message that holds its link: what it says in words. Its tables and charts are one press away, for
 * everybody on their own; Slack does not say which of its newest blocks it takes there.
 */
export function unfurled(message: Message, { id, question, by, locale }: Pasted): readonly Block[] {
  const say = words[locale]
  const said = message.blocks.flatMap(inWords)
  // The last line says as of when, and by what right.
  const kept = said.length > mostBlocks ? [...said.slice(0, mostBlocks - 1), ...said.slice(-1)] : said
  const asked = contextBlock([say.asked(`<@${by}>`, escapeMrkdwn(question.slice(0, 200)))])
  return fitted({ text: message.text, blocks: [...kept, asked, openButton(id, locale)] }, locale).blocks
}

/** What stands there where not everybody may see all of it, or nobody knows who is there: not even what was asked. */
export const closed = (id: string, locale: Locale): readonly Block[] => [
  section(words[locale].closed),
  openButton(id, locale),
]

function inWords(block: MessageBlock): readonly Block[] {
  switch (block.type) {
    case 'section': {
      const { accessory: _, ...rest } = block
      return [rest]
    }
    case 'header':
    case 'context':
      return [block]
    default:
      return []
  }
}

const openButton = (id: string, locale: Locale): Block =>
  actions([button({ text: words[locale].open, actionId: openAction, value: id })])

const words = bilingual({
  en: {
    open: 'Open for me',
    asked: (user: string, question: string) => `As ${user} may see it, when the link was pasted · /revops ${question}`,
    closed:
      'An answer of RevOps. Its figures are shown here only where everybody in the conversation may see them. *Open for me* shows you, and you alone, what your role may see.',
  },
  ja: {
    open: '自分用に開く',
    asked: (user, question) => `${user} さんの閲覧範囲（貼り付け時点） · /revops ${question}`,
    closed:
      'RevOpsの回答へのリンクです。会話の全員が閲覧できる場合にのみ、ここに数値を表示します。「自分用に開く」を押すと、ご自身の閲覧範囲の回答が自分だけに表示されます。',
  },
})
