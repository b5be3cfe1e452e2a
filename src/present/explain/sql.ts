import { context as contextBlock, escapeMrkdwn, section } from '../../blocks/build.ts'
import type { Block } from '../../blocks/types.ts'
import type { Context } from '../../define/context.ts'
import { instantAgain } from '../ask-on.ts'
import { codeText } from '../typed.ts'
import { words } from './words.ts'

interface Written {
  readonly fact: string
  readonly text: string
}

/** Characters of one code block, and of all of them: the rest of the message needs its room too. */
const mostInBlock = 2_800
const mostInAll = 5_500

/** The statements as code, or as much of them as a message can carry, with where to get the whole. */
export function sqlBlocks(context: Context, statements: readonly Written[], typed: string): Block[] {
  const say = words[context.locale]
  let left = mostInAll
  let cut = false
  const blocks = statements.flatMap(({ fact, text }) => {
    const room = Math.min(left, mostInBlock)
    if (room < 200) {
      cut = true
      return []
    }
    const escaped = escapeMrkdwn(text).replaceAll('```', "'''")
    const whole = escaped.length <= room
    if (!whole) cut = true
    const shown = whole ? escaped : `${escaped.slice(0, room).replace(/\n[^\n]*$/, '')}\n…`
    left -= shown.length
    return [section(`*${say.sql(fact)}*\n\`\`\`\n${shown}\n\`\`\``)]
  })
  if (!cut) return blocks
  const again = codeText(['/revops explain', typed, 'sql', ...instantAgain(context)].join(' '))
  return [...blocks, contextBlock([say.cut(again)])]
}

export const wholeSql = (statements: readonly Written[]): string =>
  `${statements.map(({ fact, text }) => `-- ${fact}\n${text};`).join('\n\n')}\n`
