import type { Unfit } from '../define/context.ts'
import type { Channels } from './channels.ts'
import type { Members } from './members.ts'

/** Why a person may not have something posted in a channel, or the bot cannot; undefined when both may. */
export type MayPost = (channel: string, userId: string) => Promise<Unfit | undefined>

/** Anybody may join a public channel; in a private one a person has to be. */
export const createMayPost =
  (channels: Channels, members: Pick<Members, 'has'>): MayPost =>
  async (channel, userId) => {
    const unfit = await channels.unfit(channel)
    if (unfit) return unfit
    const door = await channels.door(channel)
    if (door === 'open') return undefined
    if (door === 'shut') return 'uninvited'
    const isIn = await members.has(channel, userId)
    if (isIn === undefined) return 'unseen'
    return isIn ? undefined : 'foreign'
  }
