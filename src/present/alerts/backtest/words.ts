import type { Foretold } from '../../../insight/foretold.ts'
import { bilingual } from '../../words.ts'

const s = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** What a backtest says. */
export const words = bilingual({
  en: {
    title: (rule: string) => `Backtest: ${rule}`,
    about: (days: number, looks: number, schedule: string) =>
      `The last ${s(days, 'day')} · ${s(looks, 'evaluation')} (${schedule})`,
    summary: (n: number, days: number, series: number, share: string, now: string) =>
      `Would have fired *${s(n, 'time')}* in ${s(days, 'day')}${n === 0 ? '' : ` (${series} series)`}, firing *${share}* of the time. Now: ${now}.`,
    already: (n: number) =>
      n === 1
        ? 'One of these was so already at the first evaluation.'
        : `${n} of these were so already at the first evaluation.`,
    never: 'It would not have been evaluated in this time: it has no scheduled instant there.',
    quiet: 'quiet',
    firing: (n: number) => (n === 1 ? 'firing' : `${n} series firing`),
    knownSince: (day: string) => `How deals stood is known since ${day}: the rule is tried from there on.`,
    fresh: 'As if the data had always been fresh; buttons were never pressed.',
    caption: 'Every time it would have been told',
    columns: ['When', 'What', 'Ended', 'How long', 'Sentence then'],
    company: 'Whole company',
    still: 'still firing',
    lasted: (days: number) => (days === 0 ? 'less than a day' : s(days, 'day')),
    foretold: 'Held against the customers that left',
    definition: (days: number) =>
      `A customer left on the first day on which its MRR was 0. A warning was right when that came within ${days} days after it; only warnings at least ${days} days old are judged. A customer is caught when a warning came before, within ${days} days.`,
    precision: ({ right, judged, young }: Foretold, share: string) =>
      judged === 0
        ? `*Precision:* no warning is old enough yet (${young} ${young === 1 ? 'is' : 'are'} too young)`
        : `*Precision:* ${share} – ${right} of ${s(judged, 'warning')} were right${young > 0 ? `; ${young} more too young to judge` : ''}`,
    recall: ({ caught, lapses }: Foretold, share: string) =>
      lapses === 0
        ? '*Recall:* no customer left in this time'
        : `*Recall:* ${share} – ${caught} of ${s(lapses, 'customer')} that left ${caught === 1 ? 'was' : 'were'} told of before`,
    lead: (days: string) => `*Lead time:* ${days} in the median`,
  },
  ja: {
    title: (rule) => `バックテスト：${rule}`,
    about: (days, looks, schedule) => `直近${days}日間 · 評価${looks}回（${schedule}）`,
    summary: (n, days, series, share, now) =>
      `過去${days}日間に *${n}回* 発生していました${n === 0 ? '' : `（${series}系列）`}。期間の *${share}* で発生中。現在：${now}。`,
    already: (n) => `うち${n}件は最初の評価時点ですでに該当していました。`,
    never: 'この期間には評価の予定がありません。',
    quiet: '発生なし',
    firing: (n) => (n === 1 ? '発生中' : `${n}系列が発生中`),
    knownSince: (day) => `商談の過去の状態が分かるのは${day}以降のため、それ以降を検証しています。`,
    fresh: 'データは常に最新、ボタン操作はなかったものとして計算しています。',
    caption: '通知されていた内容',
    columns: ['日時', '対象', '解消', '継続', 'その時点の内容'],
    company: '全社',
    still: '継続中',
    lasted: (days) => (days === 0 ? '1日未満' : `${days}日`),
    foretold: '実際に解約した顧客との照合',
    definition: (days) =>
      `解約日はMRRが0になった最初の日です。通知後${days}日以内に解約した場合を的中とし、${days}日以上経過した通知だけを判定します。解約前${days}日以内に通知があれば検知とします。`,
    precision: ({ right, judged, young }, share) =>
      judged === 0
        ? `*適合率：* 判定できる通知がまだありません（経過日数不足：${young}件）`
        : `*適合率：* ${share}（通知${judged}件中${right}件が的中${young > 0 ? `、ほか${young}件は経過日数不足` : ''}）`,
    recall: ({ caught, lapses }, share) =>
      lapses === 0
        ? '*再現率：* この期間に解約した顧客はいません'
        : `*再現率：* ${share}（解約${lapses}社中${caught}社を事前に検知）`,
    lead: (days) => `*検知から解約まで：* 中央値${days}`,
  },
})
