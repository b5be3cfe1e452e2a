import { bilingual } from '../words.ts'

export const words = bilingual({
  en: {
    heading: 'Monthly board report',
    and: ', and ',
    arr: (month: string, value: string, changes: string) =>
      `ARR ended ${month} at *${value}*${changes ? `: ${changes}` : ''}.`,
    bookings: (value: string, n: number, share: string | null) =>
      n === 0
        ? 'Nothing was booked in the month.'
        : `Bookings were *${value}* in ${n} ${n === 1 ? 'deal' : 'deals'}${share === null ? '' : `, ${share} of the month’s target`}.`,
    toDate: (value: string, share: string | null, change: string) =>
      `The year to date stands at *${value}*${share === null ? '' : `, *${share}* of its target`}${change ? `; ${change}` : ''}.`,
    meaning: (fresh: string, existing: string) =>
      `Of the month’s change in ARR, ${fresh} came from new and returning customers and ${existing} from existing ones, churn included.`,
    retention: (nrr: string, grows: boolean) =>
      `Over twelve months existing customers by themselves ${grows ? 'grew' : 'shrank'}: NRR ${nrr}.`,
    worse: (names: string) => `*To look at*, as worse than both the month before and the year before: ${names}.`,
    noneWorse: 'Nothing is worse than both the month before and the year before.',
    listed: (names: readonly string[]) => names.join(', '),
    movement: (before: string, month: string) => `ARR from the end of ${before} to the end of ${month}`,
    start: (month: string) => `End of ${month}`,
    moves: ['New', 'Reactivated', 'Expansion', 'Contraction', 'Churn'],
    caption: (month: string) => `${month}, and the year to date (YTD). ~ = a change within what chance explains`,
    columns: (month: string, before: string, year: string) => [
      'KPI',
      month,
      `vs ${before}`,
      `vs ${year}`,
      'YTD',
      'vs a year ago',
    ],
    trailing: (label: string) => `${label}, 12 months`,
    ending: (label: string) => `${label}, month’s end`,
    coverage: (quarter: string) => `Coverage of ${quarter}, now`,
    accuracy: (quarter: string) => `Forecast accuracy, ${quarter}`,
    bias: (value: string) => `bias ${value}`,
    movesNote: 'ARR movements are MRR movements × 12',
  },
  ja: {
    heading: '月次取締役会レポート',
    and: '、',
    arr: (month, value, changes) => `${month}末のARRは *${value}* です。${changes ? `${changes}。` : ''}`,
    bookings: (value, n, share) =>
      n === 0
        ? '当月の受注はありませんでした。'
        : `当月の受注は${n}件、 *${value}* でした${share === null ? '' : `（月間目標の${share}）`}。`,
    toDate: (value, share, change) =>
      `年度累計は *${value}* ${share === null ? 'です' : `で、目標達成率は *${share}* です`}。${change ? `${change}。` : ''}`,
    meaning: (fresh, existing) =>
      `当月のARR増減の内訳は、新規・再開が${fresh}、既存顧客（解約を含む）が${existing}です。`,
    retention: (nrr, grows) => `過去12か月のNRRは${nrr}で、既存顧客だけで${grows ? '拡大' : '縮小'}しています。`,
    worse: (names) => `*要確認* （前月・前年同月の両方より悪化）：${names}`,
    noneWorse: '前月・前年同月の両方より悪化した指標はありません。',
    listed: (names) => names.join('、'),
    movement: (before, month) => `ARRの増減（${before}末から${month}末）`,
    start: (month) => `${month}末`,
    moves: ['新規', '再開', '増額', '減額', '解約'],
    caption: (month) => `${month}と年度累計（~ は偶然の範囲内の変化）`,
    columns: (month, before, year) => ['KPI', month, `${before}比`, `${year}比`, '年度累計', '前年同期比'],
    trailing: (label) => `${label}・過去12か月`,
    ending: (label) => `${label}・月末`,
    coverage: (quarter) => `${quarter}のカバレッジ（現在）`,
    accuracy: (quarter) => `フォーキャスト精度（${quarter}）`,
    bias: (value) => `偏り ${value}`,
    movesNote: 'ARRの増減はMRRの増減×12',
  },
})
