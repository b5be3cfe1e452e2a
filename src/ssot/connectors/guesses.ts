import { type Mapped, mapped } from './mapped.ts'

/** Companies write these in words of their own: what is obvious is taken, the rest is null. */

/** The contract's type of opportunity from a picklist such as “Existing Customer - Upgrade”; anything else is null. */
export const opportunityType = (words: Mapped): Mapped => mapped`case
    when ${words} ~* 'renew|更新|継続' then 'renewal'
    when ${words} ~* 'cross.?sell|クロスセル' then 'cross_sell'
    when ${words} ~* 'up.?sell|upgrade|expan|add.?on|existing|アップセル|追加|拡張|既存' then 'expansion'
    when ${words} ~* 'new|新規' then 'new'
  end`

/** Who brought a deal, from its lead source; “Referral”, “Phone”, “Other” say nothing, and stay null. */
export const sourcedBy = (words: Mapped): Mapped => mapped`case
    when ${words} ~* 'partner|reseller|alliance|パートナー|代理店|アライアンス' then 'partner'
    when ${words} ~* 'outbound|cold.?call|prospecting|\\m(sdr|bdr)\\M|sales.?generated|アウトバウンド|テレアポ|飛び込み' then 'sales'
    when ${words} ~* 'customer.?success|\\mcsm\\M|カスタマーサクセス' then 'cs'
    when ${words} ~* 'web|marketing|inbound|advert|\\mpaid|organic|\\mseo\\M|social|newsletter|email.?campaign|trade.?show|conference|\\mevents?\\M|seminar'
      or ${words} ~* 'マーケ|広告|ウェブ|ウェビナー|セミナー|展示会|資料請求|問い合わせ|メルマガ' then 'marketing'
  end`

/** “Best Case”, “BestCase” and “BEST_CASE” alike; most likely is not yet a commitment; closed deals need no category. */
export const forecastCategory = (
  words: Mapped,
): Mapped => mapped`case regexp_replace(lower(${words}), '[^a-z]', '', 'g')
    when 'commit' then 'commit'
    when 'forecast' then 'commit'
    when 'bestcase' then 'best_case'
    when 'mostlikely' then 'best_case'
    when 'pipeline' then 'pipeline'
    when 'omitted' then 'omitted'
    when 'omit' then 'omitted'
  end`

/** Midnight of a calendar day in the company's time zone. */
export const midnight = (day: Mapped, zone: string): Mapped => mapped`${day}::timestamp at time zone ${zone}`

/** The company's calendar day of an instant. */
export const dayOf = (instant: Mapped, zone: string): Mapped => mapped`(${instant} at time zone ${zone})::date`
