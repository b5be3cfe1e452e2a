import { describe, expect, it } from 'vitest'
import { createBoard } from '../../../src/ssot/quality/board.ts'
import type { QualityFinding } from '../../../src/ssot/quality/finding.ts'

const finding = (relation: QualityFinding['relation'], check: string, severity: QualityFinding['severity']) => ({
  relation,
  check,
  severity,
  count: 1,
  example: null,
  words: { en: '', ja: '' },
})
const look = (...findings: QualityFinding[]) => ({ findings, checks: ['overlap'], complete: true })

describe('what is known of the rows', () => {
  it('is told errors first: what cannot be read, other currencies, then in the order of the checks', () => {
    const board = createBoard('JPY')
    board.expect(['users', 'opportunities', 'leads'])
    board.looked('leads', look(finding('leads', 'duplicate_key', 'error')))
    board.looked(
      'opportunities',
      look(finding('opportunities', 'unknown_stage', 'error'), finding('opportunities', 'unknown_owner', 'warning')),
    )
    board.looked('users', look(finding('users', 'manager_circle', 'warning'), finding('users', 'no_key', 'error')))
    board.foreign(new Map([['opportunities', 'EUR']]))
    board.unreadable('leads', [{ relation: 'leads', column: 'mql_at', message: 'no' }])
    expect(board.known().findings.map(({ relation, check }) => `${relation} ${check}`)).toEqual([
      'leads unreadable',
      'opportunities foreign_currency',
      'leads duplicate_key',
      'users no_key',
      'opportunities unknown_stage',
      'opportunities unknown_owner',
      'users manager_circle',
    ])
    expect(board.blind()).toEqual(['leads.mql_at'])
  })

  it('stands when the next look fails, which is said beside it', () => {
    const board = createBoard('JPY')
    board.expect(['users'])
    expect(board.known().relations).toEqual([{ relation: 'users', checks: [], at: undefined }])
    board.looked('users', look(finding('users', 'no_key', 'error')))
    const at = board.known().relations[0]?.at
    board.failed('users', 'slow')
    expect(board.known().findings).toHaveLength(1)
    expect(board.known().relations).toEqual([{ relation: 'users', checks: ['overlap'], at, failed: 'slow' }])
    board.looked('users', look())
    expect(board.known().findings).toEqual([])
    expect(board.known().relations[0]).not.toHaveProperty('failed')
  })

  it('of a relation that is gone is forgotten', () => {
    const board = createBoard('JPY')
    board.expect(['users'])
    board.looked('users', look(finding('users', 'no_key', 'error')))
    board.unreadable('users', [{ relation: 'users', message: 'no' }])
    board.expect([])
    expect(board.known()).toMatchObject({ findings: [], unreadable: [], relations: [] })
  })

  it('is the same list of findings until one changes: answers are shared for as long', () => {
    const board = createBoard('JPY')
    board.expect(['users', 'leads'])
    board.looked('users', look(finding('users', 'no_key', 'error')))
    const { findings } = board.known()
    const blind = board.blind()
    board.looked('users', look(finding('users', 'no_key', 'error')))
    board.looked('leads', look())
    board.unreadable('leads', [])
    expect(board.known().findings).toBe(findings)
    expect(board.blind()).toBe(blind)
    board.looked('leads', look(finding('leads', 'no_key', 'error')))
    expect(board.known().findings).not.toBe(findings)
  })
})
