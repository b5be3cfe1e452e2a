import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Department, Words } from '../../define/words.ts'
import { spoken } from '../plain.ts'
import { bilingual } from '../words.ts'

const departments: Record<Department, Words> = {
  revenue: { en: 'Revenue', ja: '売上' },
  marketing: { en: 'Marketing', ja: 'マーケティング' },
  sales: { en: 'Sales', ja: '営業' },
  cs: { en: 'Customer success', ja: 'カスタマーサクセス' },
}

/** Every KPI of the catalogue by department: its id, and what people call it. */
export function catalogMessage({ catalog, locale }: Context): Message {
  const words = say[locale]
  const parts = (Object.keys(departments) as Department[]).flatMap((team) => {
    const lines = [...catalog.metrics]
      .filter(([, metric]) => metric.team === team)
      .map(([id, metric]) => `\`${id}\`  ${metric.label[locale]}`)
    return lines.length > 0 ? [section(`*${departments[team][locale]}*\n${lines.join('\n')}`)] : []
  })
  return {
    text: spoken(locale, [words.title], [...catalog.metrics.keys()].join(locale === 'ja' ? '、' : ', ')),
    blocks: [header(words.title), ...parts, contextBlock([words.how])],
    charts: [],
    readings: [],
  }
}

const say = bilingual({
  en: {
    title: 'KPIs',
    how: 'Ask for one: `/revops kpi win_rate last quarter by segment`. One definition for everybody.',
  },
  ja: {
    title: 'KPI一覧',
    how: '例：`/revops kpi 受注率 先四半期 セグメント別`。定義は全社で1つです。',
  },
})
