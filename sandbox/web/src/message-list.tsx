import { useEffect, useRef } from 'react'
import type { Outcome } from './api.ts'
import type { Echo } from './channel-view.tsx'
import { EchoView, MessageView } from './message-view.tsx'
import type { Message, Person } from './model.ts'
import type { State } from './store.ts'
import { Thread } from './thread.tsx'
import { dayText } from './time.ts'

interface Props {
  messages: readonly Message[]
  echoes: readonly Echo[]
  state: State
  person: Person
  ask(path: string, body: object): Promise<Outcome>
}

type Line = { readonly ts: string; readonly at: string } & ({ readonly message: Message } | { readonly echo: Echo })

/** The channel's messages in order, a rule between days, kept at the end as new ones arrive. */
export function MessageList({ messages, echoes, state, person, ask }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const lastTop = useRef(0)
  const { timeZone } = state.clock
  const lines: Line[] = [
    ...messages.filter((message) => !isReply(message)).map((message) => ({ ts: message.ts, at: message.at, message })),
    ...echoes.map((echo) => ({ ts: echo.ts, at: echo.at, echo })),
  ].sort((a, b) => Number(a.ts) - Number(b.ts))

  useEffect(() => {
    const box = list.current
    if (!box) return
    const stay = () => {
      if (atEnd.current) box.scrollTop = box.scrollHeight
    }
    // Pictures and fonts arrive after the message and make it taller.
    const watch = new ResizeObserver(stay)
    if (box.firstElementChild) watch.observe(box.firstElementChild)
    return () => watch.disconnect()
  }, [])
  // Who says something wants to see it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each echo that is added
  useEffect(() => {
    atEnd.current = true
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [echoes.length])
  const onScroll = () => {
    const box = list.current
    if (!box) return
    // Only a person scrolls up: that the list grew is no reason to stop following it.
    if (box.scrollTop < lastTop.current - 2) atEnd.current = false
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 60) atEnd.current = true
    lastTop.current = box.scrollTop
  }
  return (
    <div className="message-list" ref={list} onScroll={onScroll} role="log" aria-live="polite">
      <div>
        {lines.length === 0 && (
          <p className="empty">
            Nothing here yet. Type <code>/revops help</code> to ask the bot what it can do.
          </p>
        )}
        {lines.map((line, i) => {
          const day = dayText(line.at, timeZone)
          const before = lines[i - 1]
          const isNewDay = !before || dayText(before.at, timeZone) !== day
          return (
            <div key={`${line.ts} ${'echo' in line}`}>
              {isNewDay && (
                <div className="day">
                  <span>{day}</span>
                </div>
              )}
              {'echo' in line ? (
                <EchoView echo={line.echo} person={person} state={state} />
              ) : (
                <>
                  <MessageView message={line.message} person={person} state={state} ask={ask} />
                  <Thread
                    of={line.message}
                    replies={messages.filter((each) => isReply(each) && each.thread_ts === line.ts)}
                    person={person}
                    state={state}
                    ask={ask}
                  />
                </>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const isReply = ({ ts, thread_ts }: Message): boolean => thread_ts !== undefined && thread_ts !== ts
