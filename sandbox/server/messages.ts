import type { Change, Content, Message, Unfurl } from './model.ts'

interface Arrival extends Content {
  readonly channel: string
  readonly from: string
  readonly onlyFor?: string | null
  /** How it came: `api`, `person`, `slackbot`, or an interaction's id. */
  readonly via: string
}

/** The messages of all channels, in order. */
export function messageStore(world: { tell(change: Change): void; now(): string }) {
  const all: Message[] = []
  let lastMicros = 0
  const nextTs = () => {
    lastMicros = Math.max(lastMicros + 1, Date.now() * 1_000)
    const digits = String(lastMicros)
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`
  }
  const place = (channel: string, ts: string) => all.findIndex((each) => each.channel === channel && each.ts === ts)

  return {
    all: all as readonly Message[],
    nextTs,
    in: (channel: string) => all.filter((message) => message.channel === channel),
    find: (channel: string, ts: string) => all[place(channel, ts)],
    add({ via, onlyFor = null, ...given }: Arrival): Message {
      const message: Message = { ...given, onlyFor, ts: nextTs(), at: world.now(), edited: false }
      all.push(message)
      world.tell({ type: 'message', message, via })
      return message
    },
    update(old: Message, change: Partial<Content>, via: string): Message {
      const message: Message = { ...old, ...change, edited: true }
      all[place(old.channel, old.ts)] = message
      world.tell({ type: 'update', message, via })
      return message
    },
    /** Puts links' previews below a message; that is no edit of it. */
    unfurl(old: Message, unfurls: readonly Unfurl[], via: string): Message {
      const kept = (old.unfurls ?? []).filter(({ url }) => !unfurls.some((each) => each.url === url))
      const message: Message = { ...old, unfurls: [...kept, ...unfurls] }
      all[place(old.channel, old.ts)] = message
      world.tell({ type: 'update', message, via })
      return message
    },
    remove(message: Message, via: string): void {
      all.splice(place(message.channel, message.ts), 1)
      world.tell({ type: 'delete', message, via })
    },
  }
}
