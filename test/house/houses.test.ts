import { expect, it } from 'vitest'
import { createHouses, type Installed } from '../../src/house/houses.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
/** Resolves when it is told to. */
function gate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** Houses that only say what happens to them. */
function rig(retryMs = 1_000_000) {
  const installed = new Map<string, Installed>()
  const story: string[] = []
  const waits = new Map<string, Promise<void>>()
  const failing = new Set<string>()
  /** What is read waits for these, one reading each. */
  const reading: Promise<void>[] = []
  let away = false
  const houses = createHouses({
    installed: async () => {
      if (away) throw new Error('away')
      const found = new Map(installed)
      await reading.shift()
      return found
    },
    async open(id) {
      story.push(`${id} opens`)
      await waits.get(id)
      if (failing.has(id)) throw new Error('no')
      story.push(`${id} is open`)
      return { name: id, stop: async () => void story.push(`${id} stops`) }
    },
    log: quiet,
    retryMs,
  })
  const install = (id: string, version = '1', by = id): void => void installed.set(id, { version, by })
  return {
    houses,
    installed,
    install,
    story,
    waits,
    failing,
    reading,
    goAway: (is: boolean) => {
      away = is
    },
  }
}

it('opens what is installed, once, and stops what is no longer', async () => {
  const { houses, install, installed, story } = rig()
  install('T1')
  install('T2')
  await Promise.all([houses.refresh(), houses.refresh()])
  await houses.refresh()
  expect(houses.of('T1')).toMatchObject({ name: 'T1' })
  installed.delete('T1')
  await houses.refresh()
  expect(houses.of('T1')).toBeUndefined()
  expect(houses.running()).toMatchObject([{ name: 'T2' }])
  expect(story.sort()).toEqual(['T1 is open', 'T1 opens', 'T1 stops', 'T2 is open', 'T2 opens'])
})

it('what was installed anew is opened anew, after the old one has stopped', async () => {
  const { houses, install, story } = rig()
  install('T1')
  await houses.refresh()
  install('T1', '2')
  await houses.refresh()
  expect(story).toEqual(['T1 opens', 'T1 is open', 'T1 stops', 'T1 opens', 'T1 is open'])
})

it('answers nothing from the moment it is closed, also while it is still opening', async () => {
  const { houses, install, installed, story, waits } = rig()
  const slow = gate()
  waits.set('T1', slow.opened)
  install('T1')
  const opening = houses.refresh()
  await expect.poll(() => houses.of('T1')).toBe('starting')
  installed.delete('T1')
  const closing = houses.close('T1')
  expect(houses.of('T1')).toBeUndefined()
  slow.open()
  await Promise.all([opening, closing])
  expect([houses.of('T1'), houses.running()]).toEqual([undefined, []])
  expect(story).toEqual(['T1 opens', 'T1 is open', 'T1 stops'])
})

it('what was read before a closing opens nothing', async () => {
  const { houses, install, installed, story, reading } = rig()
  install('T1')
  await houses.refresh()
  const slow = gate()
  reading.push(slow.opened)
  const refreshing = houses.refresh()
  installed.delete('T1')
  await houses.close('T1')
  slow.open()
  await refreshing
  expect(houses.of('T1')).toBeUndefined()
  expect(story).toEqual(['T1 opens', 'T1 is open', 'T1 stops'])
})

it('of two readings the later one is believed, whichever is answered first', async () => {
  const { houses, install, reading } = rig()
  const slow = gate()
  reading.push(slow.opened)
  const before = houses.refresh()
  install('T1')
  await houses.refresh()
  slow.open()
  await before
  expect(houses.of('T1')).toMatchObject({ name: 'T1' })
})

it('closes all that runs by an organization’s installation, and nothing else', async () => {
  const { houses, install } = rig()
  install('T1', '1', 'E1')
  install('T2', '1', 'E1')
  install('T3')
  await houses.refresh()
  await houses.close('E1')
  expect(houses.running()).toMatchObject([{ name: 'T3' }])
})

it('one that does not open keeps nobody waiting, and is tried again later', async () => {
  const { houses, install, story, failing } = rig(30)
  install('T1')
  install('T2')
  failing.add('T1')
  await houses.refresh()
  expect([houses.of('T1'), houses.of('T2')]).toMatchObject(['starting', { name: 'T2' }])
  await houses.refresh()
  expect(story.filter((each) => each === 'T1 opens')).toHaveLength(1)
  failing.clear()
  await new Promise((resolve) => setTimeout(resolve, 40))
  await houses.refresh()
  expect(houses.of('T1')).toMatchObject({ name: 'T1' })
})

it('one that was installed anew is tried at once', async () => {
  const { houses, install, failing } = rig()
  install('T1')
  failing.add('T1')
  await houses.refresh()
  failing.clear()
  install('T1', '2')
  await houses.refresh()
  expect(houses.of('T1')).toMatchObject({ name: 'T1' })
})

it('a slow one holds up no other', async () => {
  const { houses, install, waits } = rig()
  const slow = gate()
  waits.set('T1', slow.opened)
  install('T1')
  install('T2')
  const refreshing = houses.refresh()
  await expect.poll(() => houses.of('T2')).toMatchObject({ name: 'T2' })
  await houses.close('T2')
  expect(houses.of('T2')).toBeUndefined()
  slow.open()
  await refreshing
})

it('while it cannot be known what is installed, everything goes on as it is', async () => {
  const { houses, install, installed, goAway } = rig()
  install('T1')
  await houses.refresh()
  installed.clear()
  goAway(true)
  await houses.refresh()
  expect(houses.of('T1')).toMatchObject({ name: 'T1' })
  goAway(false)
  await houses.refresh()
  expect(houses.of('T1')).toBeUndefined()
})

it('after the end nothing opens any more', async () => {
  const { houses, install, story } = rig()
  install('T1')
  await houses.refresh()
  await houses.stop()
  await houses.refresh()
  expect(houses.running()).toEqual([])
  expect(story).toEqual(['T1 opens', 'T1 is open', 'T1 stops'])
})
