import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from './node-flags.ts'

/** A process of the bench's own, which talks by messages. */
export interface Child<Started> {
  readonly started: Started
  readonly pid: number
  /** Sends a message and waits for the answer. */
  ask<Answer>(message: unknown): Promise<Answer>
  stop(): Promise<void>
}

/** Starts a module of this folder, and resolves with the first thing it says. */
export async function startChild<Started>(
  module: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Child<Started>> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const file = fileURLToPath(new URL(`./${module}.${extension}`, import.meta.url))
  const execArgv = [...process.execArgv, ...nodeFlags()]
  const child = fork(file, args, { env: { ...inherited, ...env }, execArgv })
  const started = await next<Started>(child, module)
  return {
    started,
    pid: child.pid ?? 0,
    ask(message) {
      child.send(message as object)
      return next(child, module)
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Nothing of whoever runs the bench's own configuration reaches what is measured. */
const inherited: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' }

async function next<T>(child: ChildProcess, name: string): Promise<T> {
  const waiting = new AbortController()
  const { signal } = waiting
  try {
    const ended = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`${name} ended with ${code}`)
    })
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer as T
  } finally {
    waiting.abort()
  }
}
