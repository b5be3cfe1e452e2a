import { setTimeout as sleep } from 'node:timers/promises'
import type { Change, Message as Said } from '../../../sandbox/server/model.ts'
import type { SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import type { Block } from '../../../src/blocks/types.ts'
import type { Message } from '../../../src/define/message.ts'
import { crowd, mail, team } from './bot.ts'

/** Something of the bot's that somebody got to see, and where. */
export interface Sight {
  readonly where: 'alone' | 'direct' | 'channel' | 'home' | 'form' | 'file' | 'unfurl'
  readonly shown: Message
}

export interface Sights {
  readonly all: readonly Sight[]
  /** Resolves once nothing more has come for a while. */
  settled(): Promise<void>
}

const quietMs = 400
const atMostMs = 20_000

/**
 * Everything that this person sees of the bot from here on: answers to them alone, their direct messages, what is posted
 * or stands below links where they are, their home tab, their forms, their files.
 */
export function watch({ workspace, log }: SlackSandbox, id: string): Sights {
  const person = workspace.findPerson(mail(id))
  if (!person) throw new Error(`${id} is not in Slack`)
  const direct = workspace.directWith(person).id
  const all: Sight[] = []
  const see = (where: Sight['where'], text: string, blocks: unknown): void => {
    all.push({ where, shown: { text, blocks: blocks as readonly Block[], charts: [], readings: [] } })
  }
  const isFor = ({ onlyFor, channel }: Said): boolean =>
    onlyFor === null ? [direct, team, crowd].includes(channel) : onlyFor === person.id

  workspace.subscribe((change: Change) => {
    if (change.type === 'view' && change.view.user === person.id) {
      const { blocks, title } = change.view.view
      see(change.view.kind === 'home' ? 'home' : 'form', JSON.stringify(title ?? ''), blocks)
    }
    if ((change.type !== 'message' && change.type !== 'update') || !isFor(change.message)) return
    const { from, onlyFor, channel, text, blocks, files = [], unfurls = [] } = change.message
    for (const unfurl of unfurls) see('unfurl', '', unfurl.blocks)
    if (from !== workspace.identity.botUser) return
    see(onlyFor !== null ? 'alone' : channel === direct ? 'direct' : 'channel', text, blocks)
    for (const file of files.map((each) => workspace.files.get(each))) {
      const content = file?.bytes?.toString('utf8') ?? ''
      const { name = '', title = '' } = file ?? {}
      all.push({
        where: 'file',
        shown: { text: title, blocks: [], charts: [], readings: [], file: { name, title, content } },
      })
    }
  })

  return {
    all,
    async settled() {
      const began = performance.now()
      let count = -1
      while (performance.now() - began < atMostMs) {
        const now = (log().at(-1)?.n ?? 0) + all.length
        if (now === count) return
        count = now
        await sleep(quietMs)
      }
      throw new Error('the bot does not come to rest')
    },
  }
}
