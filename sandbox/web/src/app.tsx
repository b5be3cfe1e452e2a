import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Outcome, send } from './api.ts'
import { ChannelView } from './channel-view.tsx'
import { ClockBar } from './clock-bar.tsx'
import { ChannelsContext, NamesContext, PeopleContext } from './context.ts'
import { FrameContext, frameWords } from './frame-words.ts'
import { channelsOf } from './model.ts'
import { useSession, useTheme } from './session.ts'
import { Sidebar } from './sidebar.tsx'
import { useWorkspace } from './store.ts'
import { ViewModal } from './view-modal.tsx'
import { WirePanel } from './wire-panel.tsx'

/** A Slack to try the bot in: who you are, where you are, what was said, and the demo's clock. */
export function App() {
  const state = useWorkspace()
  const session = useSession(state)
  const [theme, toggleTheme] = useTheme()
  const [wire, setWire] = useState(false)
  const [drawer, setDrawer] = useState(false)
  const [trouble, setTrouble] = useState('')

  // What lies over the channel goes with Escape; a dialog or a list of offers goes first.
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return
      setDrawer(false)
      setWire(false)
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [])

  const names = useMemo(() => {
    const people = state?.people.map(({ id, name }) => [id, name] as const) ?? []
    const channels = state?.channels.map(({ id, name }) => [id, name] as const) ?? []
    const bots = [state?.bot].flatMap((bot) => (bot ? [[bot.id, bot.name] as const] : []))
    return new Map([...people, ...channels, ...bots])
  }, [state?.people, state?.channels, state?.bot])
  /** Asks the sandbox for something; what goes wrong is shown for a while. */
  const ask = useCallback(async (path: string, body: object): Promise<Outcome> => {
    const outcome = await send(path, body)
    if (outcome.ok === false) {
      setTrouble(`The sandbox says: ${outcome.error ?? 'failed'}`)
      setTimeout(() => setTrouble(''), 6_000)
    }
    return outcome
  }, [])

  if (!state || !session) return <p className="waiting">Connecting to the sandbox…</p>
  const modal = state.modals.findLast(({ user }) => user === session.person.id)
  return (
    <PeopleContext value={state.people}>
      <NamesContext value={names}>
        <FrameContext value={frameWords(session.person.locale)}>
          <div className={`app ${wire ? 'with-wire' : ''} ${drawer ? 'with-drawer' : ''}`}>
            <ClockBar
              clock={state.clock}
              onSet={(at) => ask('clock', { at })}
              theme={theme}
              onTheme={toggleTheme}
              wire={wire}
              onWire={() => setWire(!wire)}
              onMenu={() => setDrawer(!drawer)}
            />
            <Sidebar
              session={session}
              people={state.people}
              botName={state.bot.name}
              onLocale={(locale) => ask('people', { user: session.person.id, locale })}
              onLeave={() => setDrawer(false)}
            />
            {drawer && (
              <button type="button" className="shade" aria-label="Close the menu" onClick={() => setDrawer(false)} />
            )}
            <ChannelView key={`${session.person.id} ${session.channel.id}`} state={state} session={session} ask={ask} />
            {wire && <WirePanel log={state.log} ask={ask} onClose={() => setWire(false)} />}
            {modal && (
              <ChannelsContext value={channelsOf(state.channels, session.person)}>
                <ViewModal key={modal.id} view={modal} person={session.person} ask={ask} />
              </ChannelsContext>
            )}
            {trouble && (
              <div className="toast" role="alert">
                {trouble}
              </div>
            )}
          </div>
        </FrameContext>
      </NamesContext>
    </PeopleContext>
  )
}
