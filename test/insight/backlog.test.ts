import { describe, expect, it } from 'vitest'
import { type BacklogRule, judgeBacklog } from '../../src/insight/backlog.ts'

const rule: BacklogRule = { fires: 0.5, clears: 0.25, floor: 10, atLeast: 3 }

const standsAs = ({ enough, breached, cleared }: ReturnType<typeof judgeBacklog>): string =>
  !enough ? 'too little' : breached ? 'fires' : cleared ? 'is over' : 'stays'

describe('a backlog against its own past', () => {
  it.each<[string, number, number[], string]>([
    ['half as much again, and by ten', 30, [20, 20, 20], 'fires'],
    ['a little less', 29, [20, 20, 20], 'stays'],
    ['half as much again, but by nine', 27, [18, 18, 18], 'stays'],
    ['as high as once before', 30, [20, 30, 20, 20], 'stays'],
    ['the median of an even number lies between', 34, [20, 20, 25, 25], 'fires'],
    ['a quarter more', 25, [20, 20, 20], 'stays'],
    ['less than a quarter more', 24, [20, 20, 20], 'is over'],
    ['less than before', 3, [20, 20, 20], 'is over'],
    // Of a usual of 0 nothing is a quarter: back at none is over.
    ['one where there were none for most of the time', 1, [1, 0, 0], 'stays'],
    ['none where there were none for most of the time', 0, [1, 0, 0], 'is over'],
    ['nothing was counted before the first one', 40, [0, 0, 0, 0, 20, 20], 'too little'],
    ['two readings are too few', 40, [20, 20], 'too little'],
    ['no past at all', 40, [], 'too little'],
  ])('%s', (_, now, earlier, expected) => {
    expect(standsAs(judgeBacklog(now, earlier, rule))).toBe(expected)
  })

  it('tells what is usual', () => {
    expect(judgeBacklog(30, [0, 18, 22, 26], rule).usual).toBe(22)
    expect(judgeBacklog(30, [20, 24], rule).usual).toBe(22)
    expect(judgeBacklog(30, [0, 0], rule).usual).toBeNull()
  })
})
