import { context as contextBlock, header, section } from '../src/blocks/build.ts'
import { periodExamples } from '../src/calendar/parse.ts'
import { defineCommand } from '../src/define/command.ts'
import { spoken } from '../src/present/plain.ts'
import { bilingual } from '../src/present/words.ts'

const words = bilingual({
  en: {
    title: 'What you can ask',
    about: 'One set of definitions, one source of truth. Answers are yours alone until you share them.',
    periods: 'Periods, as you would say them',
    example: 'For example',
  },
  ja: {
    title: '質問できること',
    about: '定義は1つ、データも1つ。回答は共有するまで自分だけに表示されます。',
    periods: '期間の書き方',
    example: '例：',
  },
})

/** Every command there is, from its own definition. */
export default defineCommand({
  summary: { en: 'What you can ask', ja: '使い方' },
  usage: { en: '', ja: '' },
  examples: { en: ['help'], ja: ['help'] },
  aliases: ['?', 'ヘルプ', '使い方'],
  parse: () => undefined,
  async run({ catalog, locale }) {
    const say = words[locale]
    const lines = [...catalog.commands]
      .filter(([id]) => id !== 'help')
      .map(([id, command]) => {
        const examples = command.examples[locale].map((each) => `\`/revops ${each}\``).join('  ')
        return `*\`${[id, command.usage[locale]].filter(Boolean).join(' ')}\`*\n${command.summary[locale]}\n${say.example} ${examples}`
      })
    const periods = periodExamples[locale].map((each) => `\`${each}\``).join('  ')
    return {
      text: spoken(locale, [say.title], [...catalog.commands.keys()].join(locale === 'ja' ? '、' : ', ')),
      blocks: [
        header(say.title),
        contextBlock([say.about]),
        ...lines.map((line) => section(line)),
        section(`*${say.periods}*\n${periods}`),
      ],
      charts: [],
      readings: [],
    }
  },
})
