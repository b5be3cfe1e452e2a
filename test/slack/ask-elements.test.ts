import { describe, expect, it } from 'vitest'
import { actions, button, section } from '../../src/blocks/build.ts'
import { validateMessage } from '../../src/blocks/validate.ts'
import { askElements, withFollowUps } from '../../src/slack/ask-elements.ts'

const rows = (...labels: string[]) => labels.map((label) => ({ label, menu: 'Rows', question: `rows ${label}` }))
const why = { label: 'Why?', question: 'why mrr' }

describe('what asks on', () => {
  it('is buttons, named by their menu where there are few of it', () => {
    expect(askElements([why, ...rows('ARR', 'MRR')], 'en')).toMatchObject([
      { type: 'button', action_id: 'ask0', text: { text: 'Why?' }, value: '{"q":"why mrr"}' },
      { type: 'button', action_id: 'ask1', text: { text: 'Rows: ARR' } },
      { type: 'button', action_id: 'ask2', text: { text: 'Rows: MRR' } },
    ])
    expect(askElements(rows('継続収益'), 'ja')).toMatchObject([{ text: { text: 'Rows：継続収益' } }])
  })

  it('is a select where there are many of one menu, in the place of the first', () => {
    expect(askElements([...rows('ARR'), why, ...rows('MRR', 'NRR')], 'en')).toEqual([
      {
        type: 'static_select',
        action_id: 'ask0',
        placeholder: { type: 'plain_text', text: 'Rows', emoji: true },
        options: ['ARR', 'MRR', 'NRR'].map((label) => ({
          text: { type: 'plain_text', text: label, emoji: true },
          value: JSON.stringify({ q: `rows ${label}` }),
        })),
      },
      expect.objectContaining({ type: 'button', action_id: 'ask1' }),
    ])
  })

  it('leaves out what Slack would not carry, and stays within its limits', () => {
    const long = { label: 'x'.repeat(300), menu: 'Rows', question: 'rows arr' }
    const heavy = { label: 'Heavy', menu: 'Rows', question: `rows ${'x'.repeat(150)}` }
    const many = Array.from({ length: 120 }, (_, i) => ({ label: `KPI ${i}`, menu: 'Rows', question: `rows kpi_${i}` }))
    const elements = askElements([long, heavy, ...many], 'en')
    expect(elements).toMatchObject([{ options: { length: 100 } }])
    expect(JSON.stringify(elements)).not.toContain('Heavy')
    expect(validateMessage({ text: 'x', blocks: [actions(elements)] })).toEqual([])
    expect(askElements([{ label: 'Too much', question: 'x'.repeat(2_000) }], 'en')).toEqual([])
  })
})

describe('a message for many', () => {
  const change = button({ text: 'Change', actionId: 'change' })
  const message = { text: 'MRR ¥100', blocks: [section('¥100')], charts: [], readings: [] }

  it('has what asks on in its last line, before what is there already', () => {
    expect(withFollowUps(message, 'en')).toBe(message)
    const asks = { ...message, followUps: [why] }
    expect(withFollowUps(asks, 'en').blocks).toMatchObject([
      { type: 'section' },
      { type: 'actions', elements: [{ action_id: 'ask0' }] },
    ])
    expect(withFollowUps({ ...asks, blocks: [section('¥100'), actions([change])] }, 'en').blocks).toMatchObject([
      { type: 'section' },
      { type: 'actions', elements: [{ action_id: 'ask0' }, { action_id: 'change' }] },
    ])
  })

  it('never has more of it than Slack takes', () => {
    const followUps = Array.from({ length: 30 }, (_, i) => ({ label: `Why ${i}?`, question: `why kpi_${i}` }))
    const { text, blocks } = withFollowUps({ ...message, followUps, blocks: [actions([change])] }, 'en')
    expect(validateMessage({ text, blocks })).toEqual([])
    expect(JSON.stringify(blocks)).toContain('"change"')
  })
})
