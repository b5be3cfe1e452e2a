import { describe, expect, it } from 'vitest'
import { helpFor } from '../../src/cli/help.ts'
import { revops } from '../support/cli.ts'

const usage = `revops <what>

  start            run the bot
  ask "<text>"     what it answers
      [--json]
  ssot init        create
  ssot connect     views

With several workspaces
`

describe('help for one command', () => {
  it('is its lines with those that go on from them, each of its forms', () => {
    expect(helpFor(usage, 'ask')).toBe('revops <what>\n\n  ask "<text>"     what it answers\n      [--json]\n')
    expect(helpFor(usage, 'ssot')).toBe('revops <what>\n\n  ssot init        create\n  ssot connect     views\n')
  })

  it('is all of it for a word that is no command, and without one', () => {
    expect(helpFor(usage, 'with')).toBe(usage)
    expect(helpFor(usage, undefined)).toBe(usage)
  })

  it('needs no configuration and exits 0', async () => {
    const { code, out } = await revops(['deliveries', '--help'], {})
    expect(code).toBe(0)
    expect(out).toContain('deliveries retry <key>')
    expect(out).not.toContain('run the bot')
  })
})
