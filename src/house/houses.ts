import type { Log } from '../log.ts'

/** What a workspace has to have to run: as long as this text is the same, so is its installation. */
export interface Installed {
  readonly version: string
  /** The installation it runs by: its own, or its organization's. */
  readonly by: string
}

interface Stoppable {
  stop(): Promise<void>
}

export interface HousesOptions<House extends Stoppable> {
  /** By the id of their workspace; rejects when it cannot be known. */
  installed(): Promise<ReadonlyMap<string, Installed>>
  /** Makes and starts a workspace's house; when it rejects, nothing of it runs. */
  open(id: string): Promise<House>
  readonly log: Log
  /** Machine time after which one that did not open is tried again. */
  readonly retryMs?: number
}

/** The houses of a process: one for each workspace that has the app, started and stopped with it. */
export interface Houses<House extends Stoppable> {
  /** That of a workspace; `starting` while it should run and does not yet; undefined where the app is not installed. */
  of(id: string): House | 'starting' | undefined
  running(): readonly House[]
  /** Brings what runs in line with what is installed; resolves when nothing more can be done for now. Never throws. */
  refresh(): Promise<void>
  /** Stops what runs by an installation, whatever is still written down: from this very moment it answers nothing. */
  close(by: string): Promise<void>
  stop(): Promise<void>
}

interface Place<House> {
  wanted: string | undefined
  /** The installation that was wanted last. */
  by: string | undefined
  current: { readonly version: string; readonly house: House } | undefined
  /** Resolves when what is wanted is there, or could not be had. */
  working: Promise<void> | undefined
  /** By `performance.now()`. */
  failedAt: number | undefined
}

const empty = <House>(): Place<House> => ({
  wanted: undefined,
  by: undefined,
  current: undefined,
  working: undefined,
  failedAt: undefined,
})

export function createHouses<House extends Stoppable>(options: HousesOptions<House>): Houses<House> {
  const { installed, open, log, retryMs = 30_000 } = options
  const places = new Map<string, Place<House>>()
  let stopped = false
  let blind = false
  /** Readings of what is installed are numbered as they begin; an older one than what is known is not believed. */
  let begun = 0
  let known = 0

  async function read(): Promise<ReadonlyMap<string, Installed>> {
    for (;;) {
      begun += 1
      const at = begun
      const found = await installed()
      if (at < known) continue
      known = at
      return found
    }
  }

  /** One change of a workspace at a time, until it is as it is wanted; others do not wait for it. */
  async function settle(id: string, place: Place<House>): Promise<void> {
    while (place.current?.version !== place.wanted) {
      const { current, wanted } = place
      if (current) {
        place.current = undefined
        await current.house.stop()
        log.info({ workspace: id }, 'a workspace stopped')
      } else if (wanted !== undefined) {
        try {
          place.current = { version: wanted, house: await open(id) }
          place.failedAt = undefined
          log.info({ workspace: id }, 'a workspace runs')
        } catch (error) {
          log.error({ err: error, workspace: id }, 'a workspace did not start; it is tried again')
          place.failedAt = performance.now()
          return
        }
      }
    }
  }

  function want(id: string, installation: Installed | undefined): Promise<void> {
    const place = places.get(id) ?? empty()
    places.set(id, place)
    if (place.wanted !== installation?.version) place.failedAt = undefined
    place.wanted = installation?.version
    place.by = installation?.by ?? place.by
    const resting = place.failedAt !== undefined && performance.now() - place.failedAt < retryMs
    if (!place.working && resting) return Promise.resolve()
    place.working ??= settle(id, place).finally(() => {
      place.working = undefined
    })
    return place.working
  }

  return {
    of(id) {
      const place = places.get(id)
      if (place?.wanted === undefined) return undefined
      return place.current?.version === place.wanted ? place.current.house : 'starting'
    },
    running: () => [...places.values()].flatMap(({ current }) => current?.house ?? []),
    async refresh() {
      try {
        const found = await read()
        blind = false
        if (stopped) return
        const ids = new Set([...places.keys(), ...found.keys()])
        await Promise.all([...ids].map((id) => want(id, found.get(id))))
      } catch (error) {
        if (!blind) log.error({ err: error }, 'what is installed cannot be read; what runs goes on')
        blind = true
      }
    },
    async close(by) {
      begun += 1
      known = begun
      const ids = [...places].filter(([, place]) => place.by === by).map(([id]) => id)
      await Promise.all(ids.map((id) => want(id, undefined)))
    },
    async stop() {
      stopped = true
      await Promise.all([...places.keys()].map((id) => want(id, undefined)))
    },
  }
}
