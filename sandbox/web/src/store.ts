import { useEffect, useReducer } from 'react'
import type { Clock, LogEntry, Message, Person, Snapshot, View } from './model.ts'

type News =
  | { readonly type: 'load'; readonly state: Snapshot }
  | { readonly type: 'message' | 'update' | 'delete'; readonly message: Message }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'closed'; readonly ids: readonly string[] }
  | { readonly type: 'status'; readonly channel: string; readonly ts: string; readonly status: string }
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'channel'; readonly channel: Snapshot['channels'][number] }
  | { readonly type: 'clock'; readonly clock: Partial<Clock> }
  | { readonly type: 'log'; readonly entry: LogEntry }

export interface State extends Snapshot {
  /** What the bot says it is doing, by channel and thread. */
  readonly statuses: Readonly<Record<string, string>>
}

const logLength = 80

function reduce(state: State | null, news: News): State | null {
  if (news.type === 'load') return { ...news.state, statuses: state?.statuses ?? {} }
  if (!state) return null
  switch (news.type) {
    case 'message':
      return {
        ...state,
        messages: [...without(state.messages, news.message), news.message],
        // An answer takes the status away.
        statuses: news.message.from === state.bot.id ? withoutStatus(state.statuses, news.message) : state.statuses,
      }
    case 'update':
      return { ...state, messages: state.messages.map((each) => (isSame(each, news.message) ? news.message : each)) }
    case 'delete':
      return { ...state, messages: without(state.messages, news.message) }
    case 'view':
      return news.view.kind === 'modal'
        ? { ...state, modals: inPlace(state.modals, news.view) }
        : { ...state, homes: inPlace(state.homes, news.view) }
    case 'status':
      return { ...state, statuses: { ...state.statuses, [statusKey(news.channel, news.ts)]: news.status } }
    case 'closed':
      return { ...state, modals: state.modals.filter(({ id }) => !news.ids.includes(id)) }
    case 'person':
      return { ...state, people: state.people.map((each) => (each.id === news.person.id ? news.person : each)) }
    case 'channel':
      return { ...state, channels: [...state.channels.filter(({ id }) => id !== news.channel.id), news.channel] }
    case 'clock':
      return { ...state, clock: { ...state.clock, ...news.clock } }
    case 'log':
      return { ...state, log: [...state.log, news.entry].slice(-logLength) }
  }
}

export const statusKey = (channel: string, ts: string): string => `${channel} ${ts}`

function withoutStatus(statuses: State['statuses'], { channel, thread_ts }: Message): State['statuses'] {
  const { [statusKey(channel, thread_ts ?? '')]: _, ...rest } = statuses
  return rest
}

/** A view where the one with its id was, else after all others. */
function inPlace(views: readonly View[], view: View): View[] {
  const known = views.some(({ id }) => id === view.id)
  return known ? views.map((each) => (each.id === view.id ? view : each)) : [...views, view]
}

const isSame = (a: Message, b: Message) => a.ts === b.ts && a.channel === b.channel
const without = (messages: readonly Message[], gone: Message) => messages.filter((each) => !isSame(each, gone))

/** The workspace, kept up to date by the stream; null until it is loaded, and loaded anew after a break. */
export function useWorkspace(): State | null {
  const [state, tell] = useReducer(reduce, null)
  useEffect(() => {
    const stream = new EventSource('/sandbox/events')
    stream.addEventListener('open', async () => {
      const response = await fetch('/sandbox/state')
      tell({ type: 'load', state: (await response.json()) as Snapshot })
    })
    for (const type of ['message', 'update', 'delete'] as const) {
      stream.addEventListener(type, (event) => tell({ type, message: JSON.parse(event.data) as Message }))
    }
    // These events carry their own names: `{ type: 'view', view }`, `{ type: 'log', entry }`…
    for (const type of ['view', 'closed', 'person', 'channel', 'log', 'status']) {
      stream.addEventListener(type, (event) => tell(JSON.parse((event as MessageEvent<string>).data) as News))
    }
    stream.addEventListener('clock', (event) => {
      const { at, busy } = JSON.parse(event.data) as Clock
      tell({ type: 'clock', clock: { at, busy } })
    })
    return () => stream.close()
  }, [])
  return state
}
