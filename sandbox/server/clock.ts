import type { Workspace } from './workspace.ts'

/** Moves the demo's clock, one move at a time, and resolves when what fell due has been posted. */
export function createClockControl(workspace: Workspace) {
  let moving: Promise<void> = Promise.resolve()
  const report = (busy: boolean) => {
    workspace.clock.busy = busy
    workspace.tell({ type: 'clock', at: workspace.clock.now(), busy })
  }
  return {
    canSet: () => workspace.options.onClock !== undefined,
    read: () => ({ at: workspace.clock.now(), busy: workspace.clock.busy }),
    async set(at: string): Promise<void> {
      const move = async () => {
        report(true)
        try {
          await workspace.options.onClock?.set(at)
        } finally {
          report(false)
        }
      }
      moving = moving.then(move, move)
      await moving
    },
  }
}

export type ClockControl = ReturnType<typeof createClockControl>
