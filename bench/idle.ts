import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from './node-flags.ts'
import type { BenchRow } from './row.ts'
import { median } from './statistics.ts'
import type { Surroundings } from './surroundings.ts'

const starts = 5
const readyMs = 2_000
const idleMs = 20_000
const rssMb = 150

/** What `npm start` starts, as it is: how soon it is ready, and how much memory it holds when nobody asks. */
export async function idleBench({ env }: Surroundings): Promise<BenchRow[]> {
  // The first start migrates the database.
  await started(env, async () => undefined)
  const times: number[] = []
  let rss = 0
  for (let turn = 1; turn <= starts; turn += 1) {
    const ms = await started(env, async (pid) => {
      if (turn < starts) return
      await sleep(idleMs)
      rss = residentMb(pid)
    })
    times.push(ms)
  }
  return [
    {
      name: 'from start to ready, database migrated',
      value: `${median(times).toFixed(0)} ms`,
      target: `< ${readyMs} ms`,
      met: median(times) < readyMs,
    },
    {
      name: `memory of the bot after ${idleMs / 1_000} s idle (VmRSS)`,
      value: `${rss.toFixed(0)} MB`,
      target: `< ${rssMb} MB`,
      met: rss < rssMb,
    },
  ]
}

/** Milliseconds until /readyz says yes; then `look` looks at the process, and it is stopped. */
async function started(env: NodeJS.ProcessEnv, look: (pid: number) => Promise<void>): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const bot = spawn(process.execPath, [...nodeFlags(), cli(), 'start'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const gone = once(bot, 'exit')
  try {
    while (!(await isReady(port))) {
      if (bot.exitCode !== null || performance.now() - began > 30_000) throw new Error('the bot did not become ready')
      await sleep(5)
    }
    const ms = performance.now() - began
    await look(bot.pid ?? 0)
    return ms
  } finally {
    bot.kill('SIGTERM')
    await gone
  }
}

/** Compiled, this file is in dist/bench/, beside dist/src/. */
function cli(): string {
  const compiled = fileURLToPath(new URL('../src/cli.js', import.meta.url))
  return existsSync(compiled) ? compiled : fileURLToPath(new URL('../dist/src/cli.js', import.meta.url))
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

function residentMb(pid: number): number {
  const [, kb = 'NaN'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kb) / 1_024
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
    probe.on('error', reject)
  })
