import { describe, expect, it } from 'vitest'
import type { Change, Condition } from '../../src/define/rule.ts'
import { judge, type Kind, type Sample } from '../../src/insight/condition.ts'

const ratio: Kind = { better: 'up', figure: 'ratio' }
const count: Kind = { better: 'up', figure: 'count' }
const money: Kind = { better: 'up', figure: 'flow' }
const duration: Kind = { better: 'down', figure: 'other' }

const share = (numerator: number, denominator: number): Sample => ({
  value: denominator === 0 ? null : numerator / denominator,
  n: denominator,
  numerator,
  denominator,
  days: 28,
})
const figure = (value: number | null, n = 100, days = 28): Sample => ({
  value,
  n,
  numerator: null,
  denominator: null,
  days,
})

const drop: Change = { kind: 'change', against: { daysBefore: 180 }, worseBy: 0.2, clears: 0.1, confidence: 0.95 }
const line: Condition = { kind: 'level', below: 0.8, clears: 0.85, confidence: 0.95 }
const coverage: Condition = { kind: 'level', below: 2, clears: 2.5 }
const plain: Change = { kind: 'change', against: 'preceding period', worseBy: 0.2, clears: 0.1 }

type Case = [what: string, now: Sample, other: Sample | undefined, condition: Condition, kind: Kind, expected: string]

const standsAs = ({ enough, breached, cleared }: ReturnType<typeof judge>): string =>
  !enough ? 'too little' : breached ? 'fires' : cleared ? 'is over' : 'stays'

describe('one condition', () => {
  it.each<Case>([
    // 20 of 100 against 400 of 1,000: half as often, z = 3.9.
    ['a ratio halved', share(20, 100), share(400, 1_000), drop, ratio, 'fires'],
    // 7 of 20 against 40 %: 12.5 % below is between the two lines, whatever chance says.
    ['a little lower', share(7, 20), share(400, 1_000), drop, ratio, 'stays'],
    // 3 of 10 against 40 %: a quarter below, which chance explains in half of all cases.
    ['a fall that chance explains', share(3, 10), share(400, 1_000), drop, ratio, 'stays'],
    ['as before', share(39, 100), share(400, 1_000), drop, ratio, 'is over'],
    ['nothing to be held against', share(20, 100), undefined, drop, ratio, 'too little'],
    ['a base of 0', share(20, 100), share(0, 100), drop, ratio, 'too little'],
    ['no value', share(0, 0), share(400, 1_000), drop, ratio, 'too little'],
    // 100 in 28 days against 900 in 180, which are 140 in 28: 29 % below.
    ['fewer a day than before', figure(100), figure(900, 900, 180), drop, count, 'fires'],
    // 10 against 14: the same fall, of so few that it is chance.
    ['as much fewer of few', figure(10, 10), figure(90, 90, 180), drop, count, 'stays'],
    ['money has no test and needs none', figure(60), figure(100), plain, money, 'fires'],
    ['money that has to be surer than it can', figure(60), figure(100), { ...plain, confidence: 0.95 }, money, 'stays'],
    ['a smaller difference than the floor', figure(60), figure(100), { ...plain, floor: 50 }, money, 'stays'],
    ['a difference of the floor', figure(50), figure(100), { ...plain, floor: 50 }, money, 'fires'],
    ['longer is worse', figure(13), figure(10), plain, duration, 'fires'],
    ['shorter is better', figure(7), figure(10), plain, duration, 'is over'],
    ['more is better', figure(130), figure(100), plain, money, 'is over'],
    ['exactly a fifth', figure(80), figure(100), plain, money, 'fires'],
    ['exactly at the clearing line', figure(90), figure(100), plain, money, 'stays'],
    ['below a level', figure(2.4), undefined, { kind: 'level', below: 2.5, clears: 3 }, money, 'fires'],
    ['at the level', figure(2.5), undefined, { kind: 'level', below: 2.5, clears: 3 }, money, 'stays'],
    // 72 of 100 against 80 %: the error is 0.04, z = 2; 73 of 100: z = 1.75.
    ['below a level for certain', share(72, 100), undefined, line, ratio, 'fires'],
    ['below a level within chance', share(73, 100), undefined, line, ratio, 'stays'],
    ['a level of money can claim no confidence', figure(0.5), undefined, line, money, 'stays'],
    ['nothing is left to be won', { ...figure(null, 0), met: true }, undefined, coverage, money, 'is over'],
    // 180 in 180 days are 28 in 28, of which none came: z = 5.7.
    ['a count that fell to nothing', figure(0, 0), figure(180, 180, 180), drop, count, 'fires'],
    ['where nine were to be expected', figure(0, 0), figure(58, 58, 180), drop, count, 'too little'],
    ['back above', figure(3), undefined, { kind: 'level', below: 2.5, clears: 3 }, money, 'is over'],
    ['above a level', figure(11), undefined, { kind: 'level', above: 10, clears: 8 }, money, 'fires'],
    ['back below', figure(8), undefined, { kind: 'level', above: 10, clears: 8 }, money, 'is over'],
  ])('%s', (_, now, other, condition, kind, expected) => {
    expect(standsAs(judge(now, [{ condition, other }], kind, 10))).toBe(expected)
  })

  it('below its number of rows it says nothing', () => {
    expect(standsAs(judge(share(2, 9), [{ condition: drop, other: share(400, 1_000) }], ratio, 10))).toBe('too little')
  })

  it('tells what the other side would be over as many days', () => {
    const [verdict] = judge(figure(100), [{ condition: drop, other: figure(900, 900, 180) }], count, 1).verdicts
    expect(verdict?.other).toBeCloseTo(140, 9)
    expect(verdict?.change).toBeCloseTo(-2 / 7, 9)
  })

  it('takes the p-value of a test that was made elsewhere', () => {
    const sure = { ...plain, confidence: 0.95 }
    const held = (p: number | null) => [{ condition: sure, other: figure(10), p }]
    expect(standsAs(judge(figure(13), held(0.01), duration, 1))).toBe('fires')
    expect(standsAs(judge(figure(13), held(0.2), duration, 1))).toBe('stays')
    expect(standsAs(judge(figure(13), held(null), duration, 1))).toBe('stays')
  })
})

describe('several conditions', () => {
  const target: Change = { kind: 'change', against: 'target', worseBy: 0.1, clears: 0.05 }
  const weekAgo: Change = { kind: 'change', against: { daysAgo: 7 }, worseBy: 0.02, clears: 0 }
  it.each<[string, number, number, number, string]>([
    ['all hold', 85, 100, 90, 'fires'],
    ['one does not', 85, 100, 85, 'stays'],
    ['one is well past it', 85, 100, 80, 'is over'],
    ['the target is nearly met', 96, 100, 99, 'is over'],
  ])('%s', (_, now, goal, before, expected) => {
    const held = [
      { condition: target, other: figure(goal) },
      { condition: weekAgo, other: figure(before) },
    ]
    expect(standsAs(judge(figure(now), held, { better: 'up', figure: 'other' }, 1))).toBe(expected)
  })
})
