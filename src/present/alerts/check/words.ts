import type { Words } from '../../../define/words.ts'
import { listed } from './fault.ts'

/** What is said of a field that cannot be as it is. Numbers are as they are written in the rule: a fifth is 0.2. */
export const faultWords = {
  schedule: (text: string): Words => ({
    en: `“${text}” is no schedule: write for example “weekdays at 09:00”, “mondays at 8” or “hourly”`,
    ja: `「${text}」は日時として読めません。例：「平日 9:00」「毎週月曜 8:00」「毎時」`,
  }),
  channel: (name: string, known: readonly string[]): Words => ({
    en: `“${name}” is mapped to no Slack channel: expected one of ${listed(known)}; or map it under “channels”, to null where nothing is to be posted`,
    ja: `「${name}」に対応するSlackチャンネルがありません。使えるもの：${listed(known)}（または「channels」に追加。投稿しない場合はnull）`,
  }),
  table: (label: Words): Words => ({
    en: `${label.en} is a table of several KPIs: expected one KPI`,
    ja: `${label.ja}は複数のKPIの一覧です。KPIを1つ指定してください`,
  }),
  noPast: (label: Words): Words => ({
    en: `${label.en} is only known as of now, so there is no earlier figure: expected a level`,
    ja: `${label.ja}は現時点の値のみで、過去との比較はできません。基準値で指定してください`,
  }),
  dimension: (name: string, label: Words, known: readonly string[]): Words => ({
    en: `“${name}” is no breakdown of ${label.en}: expected one of ${listed(known)}`,
    ja: `${label.ja}に「${name}」という内訳はありません。使えるもの：${listed(known)}`,
  }),
  days: (value: number): Words => ({
    en: `${value}: expected a whole number of days from 1 to 400`,
    ja: `${value}：1〜400の日数（整数）を指定してください`,
  }),
  atLeast: (value: number): Words => ({
    en: `${value}: expected a whole number of rows, 1 or more`,
    ja: `${value}：1以上の件数（整数）を指定してください`,
  }),
  clearsBelow: (below: number, clears: number): Words => ({
    en: `${clears} is under the line of ${below} at which it fires, so it would be over while it fires: expected ${below} or more`,
    ja: `解消の値${clears}が発生の基準${below}を下回っています。${below}以上を指定してください`,
  }),
  clearsAbove: (above: number, clears: number): Words => ({
    en: `${clears} is over the line of ${above} at which it fires, so it would be over while it fires: expected ${above} or less`,
    ja: `解消の値${clears}が発生の基準${above}を上回っています。${above}以下を指定してください`,
  }),
  worseBy: (value: number): Words => ({
    en: `${value}: expected a share above 0, such as 0.2 for a fifth`,
    ja: `${value}：0より大きい割合を指定してください（例：0.2）`,
  }),
  clearsWorse: (worseBy: number, clears: number): Words => ({
    en: `${clears} is not under the ${worseBy} at which it fires: expected less than ${worseBy}`,
    ja: `解消の割合${clears}は発生の割合${worseBy}より小さくしてください`,
  }),
  floor: (value: number): Words => ({
    en: `${value}: expected a difference of 0 or more, in the KPI’s unit`,
    ja: `${value}：0以上の差を指定してください（KPIの単位）`,
  }),
  confidence: (value: number): Words => ({
    en: `${value}: expected a share between 0.5 and 1, such as 0.95`,
    ja: `${value}：0.5より大きく1未満の値を指定してください（例：0.95）`,
  }),
  noTest: (label: Words): Words => ({
    en: `${label.en} has no test of significance (counts, ratios of counts, durations and mean scores have): leave confidence out`,
    ja: `${label.ja}には有意差の検定がありません（件数・件数の比率・期間・平均スコアのみ）。確度の指定を外してください`,
  }),
  noLevelTest: (label: Words): Words => ({
    en: `only a ratio of counts can be told to be past a line by more than chance, and ${label.en} is none: leave confidence out`,
    ja: `基準値との比較で確度を指定できるのは件数の比率のみです。${label.ja}では確度の指定を外してください`,
  }),
  afterPart: (value: number): Words => ({
    en: `${value}: expected a part of the period’s business days between 0 and 1, such as 0.5`,
    ja: `${value}：期間の営業日のうち経過した割合（0〜1、例：0.5）を指定してください`,
  }),
  noTarget: (label: Words): Words => ({
    en: `${label.en} is no KPI that a target can be set for: name one as the rule’s target`,
    ja: `${label.ja}には目標を設定できません。目標を持つKPIを指定してください`,
  }),
  noPace: (label: Words): Words => ({
    en: `a target of ${label.en} has no pace, for its figures do not add up over time: expected “target”`,
    ja: `${label.ja}は期間で積み上がらないため、目標ペースはありません。「目標」を指定してください`,
  }),
  targetPeriod: (): Words => ({
    en: 'targets are set for months and quarters: expected “month to date”, “quarter to date”, “now” or “last month”, with “target pace” one of the first three',
    ja: '目標は月・四半期に設定されます。期間は「今月」「今四半期」「現在」「先月」（目標ペースは「先月」以外）を指定してください',
  }),
  noOwner: (): Words => ({
    en: 'its series are nobody’s: break it down by owner, manager or CSM, or name a channel',
    ja: '担当者が決まりません。担当者・マネージャー・CSM別にするか、チャンネルを指定してください',
  }),
  forDays: (value: number): Words => ({
    en: `${value}: expected 0 or more days`,
    ja: `${value}：0以上の日数を指定してください`,
  }),
  repeatEveryDays: (value: number): Words => ({
    en: `${value}: expected 1 or more days, or nothing for “only when it changes”`,
    ja: `${value}：1以上の日数を指定してください（変化時のみの場合は空欄）`,
  }),
  escalateAfterHours: (value: number): Words => ({
    en: `${value}: expected more than 0 business hours`,
    ja: `${value}：0より大きい営業時間数を指定してください`,
  }),
  nobodyToEscalateTo: (): Words => ({
    en: 'nobody is mentioned by this rule, so there is nobody whose manager could be told: break it down by owner, manager or CSM, name people under “mention”, or an alertOwners entry for it',
    ja: 'メンション先がないため、エスカレーション先がありません。担当者・マネージャー・CSM別にするか、「mention」または alertOwners で指定してください',
  }),
} as const
