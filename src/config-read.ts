import { readFileSync } from 'node:fs'
import type { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

/** Names every fault of the environment and of the REVOPS_CONFIG file, with what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** An empty variable counts as not given, as in `.env` files. */
export const present = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))

/** Its errors say where, and quote nothing of what is written there. */
export function readJson(file: string, variable: string): unknown {
  const text = readText(file, variable)
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/,? ?(\.{3})?".*$/s, '') : error
    throw new ConfigError(`${variable}: ${file} is not JSON: ${why}`)
  }
}

export function readText(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`${variable}: cannot read ${file} (${error instanceof Error ? error.message : error})`)
  }
}

/** Every fault with its path. */
export const faults = (error: z.ZodError, where: string): string => {
  const lines = error.issues.map((issue) => {
    const words = issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message).join('; ') : issue.message
    return `  ${issue.path.join('.') || '(file)'}: ${words}`
  })
  return [`${where} does not hold:`, ...lines].join('\n')
}
