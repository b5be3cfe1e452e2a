import { defineCommand } from '../src/define/command.ts'
import { UserError } from '../src/errors.ts'
import { refusalOf } from '../src/present/subscriptions/allowed.ts'
import { type LeadingReport, leadingReport, unknownReport } from '../src/present/subscriptions/reports.ts'

const none = {
  en: 'There is nothing to say in this report now.',
  ja: '現在、このレポートでお知らせする内容はありません。',
}

/** Any report as of now, with the asker's eyes; the weekly digest unless another is named. */
export default defineCommand<LeadingReport>({
  summary: {
    en: 'The weekly digest, or any report, now and only for you',
    ja: '週次ダイジェストなどのレポート（自分だけに表示）',
  },
  usage: { en: '[<report>]', ja: '[<レポート>]' },
  examples: { en: ['digest', 'digest daily-standup'], ja: ['digest', 'digest 営業デイリー'] },
  aliases: ['ダイジェスト', '週報'],
  live: true,
  parse(words, context) {
    const found = leadingReport(words.length === 0 ? ['weekly_digest'] : words, context)
    if (!found || found.rest.length > 0) throw unknownReport(words, context, 'digest')
    const refused = refusalOf(found.report.audience, context, false)
    if (refused) throw new UserError(refused[context.locale])
    return found
  },
  async run(context, { id, report }) {
    const message = await report.run(context)
    if (!message) throw new UserError(none[context.locale])
    return { ...message, subscribeTo: { kind: 'report', topic: id, label: '' } }
  },
})
