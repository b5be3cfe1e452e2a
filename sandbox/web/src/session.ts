import { useEffect, useState } from 'react'
import { type Channel, channelsOf, isVisible, type Message, type Person } from './model.ts'
import type { State } from './store.ts'

export type Theme = 'light' | 'dark'

/** Remembers a choice for the next visit. */
function useRemembered<T extends string>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (localStorage.getItem(`sandbox.${key}`) as T | null) ?? initial)
  const remember = (next: T) => {
    localStorage.setItem(`sandbox.${key}`, next)
    setValue(next)
  }
  return [value, remember]
}

/** Light or dark: what the system says until the person chooses. */
export function useTheme(): [Theme, () => void] {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const [theme, setTheme] = useRemembered<Theme>('theme', system)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return [theme, () => setTheme(theme === 'dark' ? 'light' : 'dark')]
}

export interface Session {
  readonly person: Person
  readonly channels: readonly Channel[]
  readonly channel: Channel
  readonly unread: ReadonlySet<string>
  setPerson(id: string): void
  setChannel(id: string): void
}

/** Who is looking, where, and what arrived elsewhere since they last looked there. */
export function useSession(state: State | null): Session | null {
  const [personId, setPerson] = useRemembered('person', '')
  const [channelId, setChannel] = useRemembered('channel', '')
  const [reads, setReads] = useState<Readonly<Record<string, number>>>({})
  const [loadedAt] = useState(() => Date.now() / 1_000)

  const person = state?.people.find(({ id }) => id === personId) ?? state?.people[0]
  const channels = state && person ? channelsOf(state.channels, person) : []
  const channel = channels.find(({ id }) => id === channelId) ?? channels[0]
  const place = `${person?.id} ${channel?.id}`
  const newest = Number(state?.messages.findLast((message) => message.channel === channel?.id)?.ts ?? 0)
  useEffect(() => {
    setReads((before) => ({ ...before, [place]: Math.max(newest, Date.now() / 1_000) }))
  }, [place, newest])

  if (!state || !person || !channel) return null
  const isNew = (message: Message) =>
    message.channel !== channel.id &&
    message.from !== person.id &&
    isVisible(message, person) &&
    Number(message.ts) > (reads[`${person.id} ${message.channel}`] ?? loadedAt)
  const unread = new Set(state.messages.filter(isNew).map((message) => message.channel))
  return { person, channels, channel, unread, setPerson, setChannel }
}
