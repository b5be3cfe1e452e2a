import { bilingual } from '../words.ts'

const s = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

export const words = bilingual({
  en: {
    heading: 'Weekly revenue digest',
    title: (week: string) => week,
    during: (label: string, period: string) => `${label}, ${period}`,
    noBookings: (week: string) => `Nothing was booked in ${week}.`,
    booked: (amount: string, n: number) => `*${amount}* booked in ${s(n, 'deal', 'deals')} last week.`,
    stop: '.',
    weekBefore: 'the week before',
    weekAgo: 'a week ago',
    yearBefore: 'the year before',
    noTarget: (quarter: string) => `No bookings target is set for ${quarter}.`,
    toDate: (quarter: string, share: string, won: string, target: string, gone: string, standing: string) =>
      `${quarter} stands at *${share}* of its target (${won} of ${target}) with ${gone} of the business days gone: ${standing}.`,
    ahead: 'on or ahead of pace',
    behind: '*behind pace*',
    trailing: (label: string) => `${label}, 12 months`,
    movement: 'Open pipeline closing this quarter: seven days',
    contract: 'no problem found in the data',
    unchecked: 'the data has not been checked in full yet',
    problems: (errors: number, warnings: number) =>
      `${errors > 0 ? s(errors, 'problem', 'problems') : 'no error'} in the data${warnings > 0 ? `, ${s(warnings, 'warning', 'warnings')}` : ''}: see /revops status`,
    wins: (n: number) => `Won last week: ${s(n, 'deal', 'deals')}`,
    losses: (n: number) => `Lost last week: ${s(n, 'deal', 'deals')}`,
    slips: (n: number) => `Slipped out of the quarter in seven days: ${s(n, 'deal', 'deals')}`,
    because: (reason: string) => reason,
    until: (day: string) => `now ${day}`,
    funnel: 'Funnel',
    noBottleneck: 'No step stands out: no change is larger than chance explains.',
    weakest: (from: string, to: string, now: string, before: string, quarter: string) =>
      `${from} → ${to} is the weakest step: *${now}* moved on in ${quarter} so far, ${before} at the same point of the quarter before; more than chance explains.`,
    retention: 'Retention',
    lapsed: (n: number, of: number, open: number) =>
      `${n} of ${s(of, 'customer', 'customers')} lapsed in 12 months${open > 0 ? `, ${open} with a renewal still open` : ''}.`,
    due: (n: number, mrr: string, open: number, openMrr: string) =>
      `${s(n, 'term ends', 'terms end')} within 90 days (${mrr} of MRR)${open > 0 ? `; *${open}* of them (${openMrr}) without a renewal opportunity` : ', all with a renewal opportunity'}.`,
    risk: (n: number, share: string) => `${s(n, 'customer', 'customers')} at risk, ${share} of MRR`,
    notice: (n: number) => `${n} more ${n === 1 ? 'customer has' : 'customers have'} given notice.`,
    score: (n: number) => `health ${n}`,
    more: (n: number) => `… and ${n} more`,
    leaking: 'Leaking now',
    untouched: (n: number) => `${s(n, 'MQL', 'MQLs')} of the last 90 days that nobody has touched`,
    stalled: (n: number, amount: string) => `${s(n, 'deal has', 'deals have')} stalled, ${amount}`,
    unopened: (name: string, mrr: string, end: string) =>
      `${name}: term ends ${end}, ${mrr} of MRR, no renewal opportunity`,
    firing: (n: number) => `${s(n, 'alert', 'alerts')} firing`,
    since: (at: string) => `since ${at}`,
  },
  ja: {
    heading: '週次レベニューダイジェスト',
    title: (week) => week,
    during: (label, period) => `${label}（${period}）`,
    noBookings: (week) => `${week}の受注はありませんでした。`,
    booked: (amount, n) => `先週の受注は${n}件、*${amount}* でした。`,
    stop: '。',
    weekBefore: '前週',
    weekAgo: '1週間前',
    yearBefore: '前年',
    noTarget: (quarter) => `${quarter}の受注目標は設定されていません。`,
    toDate: (quarter, share, won, target, gone, standing) =>
      `${quarter}の目標達成率は *${share}*（${target}中 ${won}）、営業日の${gone}が経過しており、${standing}です。`,
    ahead: '順調なペース',
    behind: '*遅れ気味のペース*',
    trailing: (label) => `${label}・過去12か月`,
    movement: '今四半期クローズ予定パイプラインの7日間の増減',
    contract: 'データの問題は見つかっていません',
    unchecked: 'データのチェックはまだ完了していません',
    problems: (errors, warnings) =>
      `${errors > 0 ? `データの問題 ${errors}件` : 'データのエラーなし'}${warnings > 0 ? `・注意 ${warnings}件` : ''}（/revops status で確認）`,
    wins: (n) => `先週の受注 ${n}件`,
    losses: (n) => `先週の失注 ${n}件`,
    slips: (n) => `直近7日間の期ずれ ${n}件`,
    because: (reason) => reason,
    until: (day) => `予定日 ${day} に変更`,
    funnel: 'ファネル',
    noBottleneck: '偶然の範囲を超えて悪化したステップはありません。',
    weakest: (from, to, now, before, quarter) =>
      `最も弱いステップは${from}→${to}です。${quarter}はこれまで *${now}*、前四半期の同時点は${before}で、偶然では説明しにくい低下です。`,
    retention: '継続',
    lapsed: (n, of, open) =>
      `過去12か月で${of}社中${n}社が失効しました${open > 0 ? `（うち${open}社は更新商談が進行中）` : ''}。`,
    due: (n, mrr, open, openMrr) =>
      `90日以内に契約終了：${n}社（MRR ${mrr}）。${open > 0 ? `うち *${open}社*（${openMrr}）は更新商談がありません。` : 'すべて更新商談があります。'}`,
    risk: (n, share) => `リスク状態の顧客 ${n}社（MRRの${share}）`,
    notice: (n) => `ほかに解約申出済み ${n}社`,
    score: (n) => `ヘルス${n}`,
    more: (n) => `…ほか${n}件`,
    leaking: '今、漏れている売上',
    untouched: (n) => `過去90日間の未対応MQL ${n}件`,
    stalled: (n, amount) => `停滞中の商談 ${n}件（${amount}）`,
    unopened: (name, mrr, end) => `${name}：${end}契約終了、MRR ${mrr}、更新商談なし`,
    firing: (n) => `発生中のアラート ${n}件`,
    since: (at) => `${at}から`,
  },
})
