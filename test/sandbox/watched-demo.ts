import pg from 'pg'
import { type Demo, type DemoOptions, startDemo } from '../../sandbox/demo.ts'
import { runLog } from '../support/run-log/log.ts'
import { plant, plantRows } from '../support/run-log/plant.ts'

/** The demo; what its bot writes down is looked through with the log of the whole run. */
export async function startWatchedDemo(options: Omit<DemoOptions, 'log'>): Promise<Demo> {
  const demo = await startDemo({ ...options, log: runLog() })
  plant(['sandbox-signing-secret'])
  const client = new pg.Client(demo.ssotUrl)
  await client.connect()
  await plantRows({ query: (text) => client.query(text) })
  await client.end()
  return demo
}
