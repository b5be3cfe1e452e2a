import { defineCommand } from '../src/define/command.ts'
import { UserError } from '../src/errors.ts'

const none = {
  en: 'There is nothing to say in the weekly digest now.',
  ja: '現在、週次ダイジェストでお知らせする内容はありません。',
}

/** The weekly digest as of now, with the asker's eyes. */
export default defineCommand({
  summary: { en: 'The weekly digest, now and only for you', ja: '週次ダイジェスト（自分だけに表示）' },
  usage: { en: '', ja: '' },
  examples: { en: ['digest'], ja: ['digest'] },
  aliases: ['ダイジェスト', '週報'],
  live: true,
  parse: () => undefined,
  async run(context) {
    const report = context.catalog.reports.get('weekly_digest')
    const message = await report?.run(context)
    if (!message) throw new UserError(none[context.locale])
    return message
  },
})
