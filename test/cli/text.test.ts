import { describe, expect, it } from 'vitest'
import { context, escapeMrkdwn, section } from '../../src/blocks/build.ts'
import { blocksAsText } from '../../src/cli/text.ts'

const loud = (text: string): string => `<<${text}>>`

describe('mrkdwn in a terminal', () => {
  it.each([
    [
      'bold is plain, or as the terminal has it',
      '*¥1M* open, covered *3.4×*.',
      '¥1M open, covered 3.4×.',
      '<<¥1M>> open, covered <<3.4×>>.',
    ],
    [
      'italics are plain',
      '• *Rule*\n      _Made by Ann_',
      '• Rule\n      Made by Ann',
      '• <<Rule>>\n      Made by Ann',
    ],
    [
      'code stays, whatever is in it',
      '`win_rate` and *`a_b_c` x*',
      '`win_rate` and `a_b_c` x',
      '`win_rate` and <<`a_b_c` x>>',
    ],
    [
      'the text of a code block too',
      '*SQL*\n```\ncount(*) as _a_, (*)\n```',
      'SQL\ncount(*) as _a_, (*)',
      '<<SQL>>\ncount(*) as _a_, (*)',
    ],
    ['what people wrote keeps its signs', `*${escapeMrkdwn('A & *B* _c_')}*`, 'A & *B* _c_', '<<A & *B* _c_>>'],
    [
      'Japanese goes without the blanks that bold needs',
      '受注は3件、 *¥1M* です。 *a*  b',
      '受注は3件、¥1Mです。a  b',
      '受注は3件、<<¥1M>>です。<<a>>  b',
    ],
    ['links are their labels', '<https://crm.example|*Acme*> · 2 * 3 * 4', 'Acme · 2 * 3 * 4', '<<Acme>> · 2 * 3 * 4'],
    [
      'words with underscores are words',
      'stage_conversion_drop and first_touch_at',
      'stage_conversion_drop and first_touch_at',
      'stage_conversion_drop and first_touch_at',
    ],
  ])('%s', (_, text, plain, bold) => {
    expect(blocksAsText([section(text)])).toBe(plain)
    expect(blocksAsText([context([text])])).toBe(plain)
    expect(blocksAsText([section(text)], loud)).toBe(bold)
  })
})
