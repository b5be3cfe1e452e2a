import type { Locale } from '../../define/words.ts'
import type { FunnelStep } from '../../ssot/facts/journeys.ts'
import { bilingual } from '../words.ts'
import type { FunnelView } from './figures.ts'

const steps: Record<Exclude<FunnelStep['kind'], 'stage'>, Record<Locale, string>> = {
  lead: { en: 'Lead', ja: 'リード' },
  mql: { en: 'MQL', ja: 'MQL' },
  sql: { en: 'SQL', ja: 'SQL' },
  opportunity: { en: 'Opportunity', ja: '商談' },
  won: { en: 'Won', ja: '受注' },
}

export const stepName = (step: FunnelStep, locale: Locale): string =>
  step.kind === 'stage' ? (step.stage ?? '') : steps[step.kind][locale]

export const words = bilingual({
  en: {
    title: (view: FunnelView): string => (view === 'cohort' ? 'Funnel, by cohort' : 'Funnel, by period'),
    how: {
      cohort: 'Of those that *entered* a step in the period, the share that reached the next one within 90 days.',
      period: 'Of those that *were* in a step during the period, the share that moved on in it.',
    } satisfies Record<FunnelView, string>,
    immature: 'The cohort has not had its 90 days yet: shares can still rise. Changes are at equal age.',
    apart:
      'That share is the cohort view’s; “Moved on” below counts everybody who was in the step, whenever they entered it.',
    empty: (period: string) => `No data for the funnel in ${period}.`,
    chart: 'Entered each step',
    none: '(none)',
    from: 'From',
    later: 'Cohort view: of those that entered a step, the share that reached any later one within 90 days',
    step: 'Step',
    entered: 'Entered',
    inStep: 'In step',
    next: { cohort: '→ next', period: 'Moved on' } satisfies Record<FunnelView, string>,
    change: 'Change',
    won: '→ Won',
    wonStep: 'Won',
    time: 'Days (median / p90)',
    caption: {
      cohort: 'Cohort view, within 90 days. ~ = a change within what chance explains',
      period: 'Period view. ~ = a change within what chance explains',
    } satisfies Record<FunnelView, string>,
    byCaption: (label: string) => `Conversion to the next step by ${label.toLowerCase()}, rows in brackets`,
    arrow: (from: string, to: string) => `${from} → ${to}`,
    legend:
      'leads up to SQL, opportunities from there; renewals left out; a deal that went back counts at the furthest step it reached, in `pipeline` where it stands now',
    spoken: (from: string, to: string, share: string) => `${from} to ${to} ${share}`,
  },
  ja: {
    title: (view) => (view === 'cohort' ? 'ファネル（コホート）' : 'ファネル（期間）'),
    how: {
      cohort: '期間中に各ステップに入った件数のうち、90日以内に次へ進んだ割合です。',
      period: '期間中に各ステップにいた件数のうち、期間内に次へ進んだ割合です。',
    },
    immature: '90日が経過していないコホートのため、割合は今後上がる可能性があります。変化は同じ経過日数での比較です。',
    apart:
      'この割合はコホートのものです。下の「進捗率」は、入った時期を問わず期間中にそのステップにいた件数が対象です。',
    empty: (period) => `ファネルのデータがありません（${period}）。`,
    chart: '各ステップに入った件数',
    none: '（なし）',
    from: '起点',
    later: 'コホート表示：各ステップに入った件数のうち、90日以内にそれ以降のステップに到達した割合',
    step: 'ステップ',
    entered: '流入',
    inStep: '滞留',
    next: { cohort: '次へ', period: '進捗率' },
    change: '変化',
    won: '受注まで',
    wonStep: '受注',
    time: '日数（中央値／90%）',
    caption: { cohort: 'コホート表示（90日以内）。~ は偶然の範囲内の変化', period: '期間表示。~ は偶然の範囲内の変化' },
    byCaption: (label) => `${label}別の次ステップへの転換率（括弧内は件数）`,
    arrow: (from, to) => `${from}→${to}`,
    legend:
      'SQLまではリード、以降は商談の件数。更新商談は除外。前のステージに戻った商談は到達した最も先のステップで集計（`pipeline` では現在のステージ）',
    spoken: (from, to, share) => `${from}から${to}へ${share}`,
  },
})
