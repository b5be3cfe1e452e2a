import { bilingual } from '../words.ts'

const c = (n: number): string => `${n} ${n === 1 ? 'customer' : 'customers'}`

export const words = bilingual({
  en: {
    heading: 'Your customers this week',
    weekAgo: 'a week ago',
    pay: (n: number, mrr: string, change: string) =>
      `${c(n)} ${n === 1 ? 'pays' : 'pay'} *${mrr}* a month${change ? `, ${change}` : ''}.`,
    health: (score: string) => `Their health is *${score}*.`,
    unknownHealth: 'Their health is unknown: under half of what it is made of is connected or fresh.',
    calm: 'No customer’s health changed by more than a few points.',
    meaning: (fell: number, risk: number, share: string) =>
      [
        fell > 0 ? `${c(fell)} fell` : '',
        risk > 0 ? `*${risk}* ${risk === 1 ? 'is' : 'are'} at risk, with ${share} of MRR` : 'none is at risk',
      ]
        .filter(Boolean)
        .join('; '),
    notice: (n: number) => `${n} ${n === 1 ? 'has' : 'have'} given notice`,
    stop: '.',
    and: '; ',
    first: 'What to do first',
    openRenewal: (name: string, end: string, mrr: string) =>
      `Open a renewal for ${name}: its term ends ${end}, ${mrr} of MRR`,
    atRisk: (name: string, score: number, mrr: string, because: string) =>
      `Talk to ${name}: health ${score}, ${mrr} of MRR${because ? `. ${because}` : ''}`,
    falling: (name: string, by: number, because: string) =>
      `Look into ${name}: health fell by ${by}${because ? `. ${because}` : ''}`,
    changed: (n: number) => `Health changed: ${c(n)}`,
    line: (before: number, now: number) => `${before} → ${now}`,
    moves: 'MRR that moved last week',
    move: { churned: 'lapsed', contraction: 'shrank', expansion: 'expanded', reactivation: 'came back', new: 'is new' },
    renewals: (n: number) => `Renewals in the next 90 days: ${n}`,
    opened: 'renewal open',
    noticeGiven: 'notice given',
    unopened: '*no renewal open*',
    tickets: (now: number, before: number, names: string) =>
      `*Open tickets: ${now}* (${before} a week ago)${names ? `: ${names}` : ''}`,
    more: (n: number) => `… and ${n} more`,
    most: (n: number) => `the ${n} least healthy customers are looked at one by one`,
    version: (n: number) => `health score version ${n}`,
  },
  ja: {
    heading: '今週の担当顧客',
    weekAgo: '1週間前',
    pay: (n, mrr, change) => `担当顧客は${n}社、MRRは *${mrr}* です。${change ? `${change}。` : ''}`,
    health: (score) => `ヘルスは *${score}* です。`,
    unknownHealth: 'ヘルススコアの材料の半分以上が未接続または古いため、状態は不明です。',
    calm: 'ヘルスが大きく変わった顧客はいません。',
    meaning: (fell, risk, share) =>
      [fell > 0 ? `悪化${fell}社` : '', risk > 0 ? `リスク状態 *${risk}社* （MRRの${share}）` : 'リスク状態の顧客なし']
        .filter(Boolean)
        .join('、'),
    notice: (n) => `解約申出済み${n}社`,
    stop: '。',
    and: '、',
    first: 'まず対応すること',
    openRenewal: (name, end, mrr) => `${name} の更新商談を作成：${end}契約終了、MRR ${mrr}`,
    atRisk: (name, score, mrr, because) => `${name} に連絡：ヘルス${score}、MRR ${mrr}${because ? `。${because}` : ''}`,
    falling: (name, by, because) => `${name} を確認：ヘルスが${by}低下${because ? `。${because}` : ''}`,
    changed: (n) => `ヘルスが変化した顧客 ${n}社`,
    line: (before, now) => `${before} → ${now}`,
    moves: '先週のMRRの増減',
    move: { churned: '解約', contraction: '減額', expansion: '増額', reactivation: '再開', new: '新規' },
    renewals: (n) => `90日以内の契約更新 ${n}社`,
    opened: '更新商談あり',
    noticeGiven: '解約申出済み',
    unopened: '*更新商談なし*',
    tickets: (now, before, names) => `*未解決チケット ${now}件* （1週間前は${before}件）${names ? ` · ${names}` : ''}`,
    more: (n) => `…ほか${n}件`,
    most: (n) => `個別の確認はヘルスの低い${n}社まで`,
    version: (n) => `ヘルススコア バージョン${n}`,
  },
})
