import { afterAll, describe, expect, it } from 'vitest'
import type { Words } from '../../../src/define/words.ts'
import { answersOver } from '../../support/answers.ts'
import { createCompanyDatabase } from '../../support/company.ts'

const database = await createCompanyDatabase()
afterAll(() => database.drop())
const company = await answersOver(database)
const { alerts } = company.catalog
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

/** What a playbook tells people to type; a name stands for any of theirs. */
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/`\/revops ([^`]+)`/g)].map(([, command = '']) => command.replace(/<[^>]+>/, 'Borealis'))

describe.each([...alerts])('the playbook of %s', (_, { playbook, summary }) => {
  const all: readonly Words[] = [playbook.means, ...playbook.steps, playbook.tuning, summary]

  it('has steps, and every sentence in both languages', () => {
    expect(playbook.steps.length).toBeGreaterThan(1)
    for (const { en, ja } of all) {
      expect(en).toMatch(/[.?]$/)
      expect(ja).toMatch(japanese)
    }
  })

  it('names the same commands in both, and each of them answers', async () => {
    for (const { en, ja } of all) {
      expect(commandsIn(ja).length).toBe(commandsIn(en).length)
      for (const text of commandsIn(en)) await expect(company.ask(text), text).resolves.toBeDefined()
      for (const text of commandsIn(ja)) await expect(company.ask(text, { locale: 'ja' }), text).resolves.toBeDefined()
    }
  })
})

// Both mention the deals' owners, and a rep has no team.
it.each(['stuck_deals', 'stage_velocity'])('%s sends its reps to a list that they may see', (id) => {
  const playbook = alerts.get(id)?.playbook
  const commands = playbook?.steps.flatMap(({ en, ja }) => [...commandsIn(en), ...commandsIn(ja)])
  expect(commands).toContain('pipeline attention')
  expect(commands).not.toContain('pipeline team')
})
