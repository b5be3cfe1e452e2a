import { bilingual } from '../words.ts'

/** What is said to whoever pressed a button of an alert. */
export const deskWords = bilingual({
  en: {
    unknown: 'Nothing is known of this message any more.',
    over: 'This is over already, so there is nothing left to take on.',
    acknowledged: 'You are looking at it. It will not be told again until it changes or is over.',
    snoozed: {
      day: 'Quiet for a day. That it is over will be told all the same.',
      week: 'Quiet for a week. That it is over will be told all the same.',
      change: 'Quiet until it changes. That it is over will be told all the same.',
    },
    assigned: (to: string) => `Assigned to *${to}*.`,
    notInSsot: 'Whoever you chose is not in `ssot.users`, so nothing can be assigned to them.',
    notUseful: (marks: number, posts: number) =>
      `Thank you. In 90 days this rule sent ${posts} ${posts === 1 ? 'message' : 'messages'}, with ${marks} ${marks === 1 ? 'mark' : 'marks'} “not useful”.`,
    foundNotUseful: (marks: number, posts: number) =>
      `${marks} ${marks === 1 ? 'mark' : 'marks'} “not useful” on ${posts} ${posts === 1 ? 'message' : 'messages'} in 90 days.`,
    suggestion: 'It may fire too easily: raise its floor or its number of rows, or let it hold for longer (`for`).',
  },
  ja: {
    unknown: 'このメッセージの情報は残っていません。',
    over: 'すでに解消しています。',
    acknowledged: '確認済みにしました。変化があるか解消するまで再通知しません。',
    snoozed: {
      day: '1日間通知を止めます（解消した場合は通知します）。',
      week: '1週間通知を止めます（解消した場合は通知します）。',
      change: '変化があるまで通知を止めます（解消した場合は通知します）。',
    },
    assigned: (to) => `*${to}* さんに割り当てました。`,
    notInSsot: '選択した方は `ssot.users` に登録されていないため、割り当てできません。',
    notUseful: (marks, posts) =>
      `ありがとうございます。この90日間で、このルールの通知${posts}件に対し${marks}件の「役に立たない」が付いています。`,
    foundNotUseful: (marks, posts) => `この90日間で、通知${posts}件に${marks}件の「役に立たない」が付いています。`,
    suggestion: '発生しやすすぎる可能性があります。最低差や件数の下限を上げるか、継続期間（`for`）を延ばしてください。',
  },
})
