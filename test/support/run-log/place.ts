import path from 'node:path'

/** Names the folder of a whole test run's log: set where the run begins, inherited by all its processes. */
export const folderVariable = 'TEST_RUN_LOG'

export interface RunLogFiles {
  /** What the bots wrote down, line by line. */
  readonly lines: string
  /** What no line may hold, one JSON text a line. */
  readonly marks: string
}

export const filesIn = (folder: string): RunLogFiles => ({
  lines: path.join(folder, 'lines'),
  marks: path.join(folder, 'marks'),
})
