import { useEffect, useState } from 'react'
import type { Outcome } from './api.ts'
import { Blocks } from './blocks/block.tsx'
import { ActContext } from './context.ts'
import type { Person, View } from './model.ts'

interface Props {
  view: View | undefined
  person: Person
  ask(path: string, body: object): Promise<Outcome>
}

/** The bot's home tab. Opening it tells the bot, which may then publish it anew. */
export function HomeView({ view, person, ask }: Props) {
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    void ask('home', { user: person.id }).then(() => setOpened(true))
  }, [ask, person.id])
  const act = async (action_id: string, value?: string) => {
    await ask('click', { user: person.id, view_id: view?.id, action_id, ...(value !== undefined && { value }) })
  }
  return (
    <div className="message-list">
      <div className="home" data-testid="home">
        {view ? (
          <ActContext value={act}>
            <Blocks blocks={view.view.blocks ?? []} />
          </ActContext>
        ) : (
          <p className="empty">{opened ? 'The bot has published no home tab.' : 'Opening…'}</p>
        )}
      </div>
    </div>
  )
}
