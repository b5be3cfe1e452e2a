import type { Words } from '../../../define/words.ts'
import { changesAsVersions } from '../changes.ts'
import type { Setting, Step } from '../define.ts'
import { forecastCategory } from '../guesses.ts'
import { as, columnsOf, type Mapped, mapped, readBy } from '../mapped.ts'
import { fieldChange, modeVersion, nativeVersion, opportunity } from './deal-shapes.ts'

const o = columnsOf(opportunity, 'o')
const m = columnsOf(modeVersion, 'm')
const n = columnsOf(nativeVersion, 'n')
const f = columnsOf(fieldChange, 'f')

export type Source = 'mode' | 'native' | 'fields'

/**
 * Where the history of opportunities is. Two tables go by the name `opportunity_history`: whole copies by Fivetran's history
 * mode, and Salesforce's own object. They are told apart by their columns. Tracked fields are the last resort.
 */
export function sourceOf(setting: Setting): Source | undefined {
  if (setting.has(modeVersion)) return 'mode'
  if (setting.has(nativeVersion)) return 'native'
  return setting.has(fieldChange, 'new_value') ? 'fields' : undefined
}

/** Steps that end in `version`, which `historySelection` takes, and what to know of them. */
export function versionsOf(setting: Setting, source: Source): { steps: Step[]; notes: Words[] } {
  if (source === 'fields') return fieldVersions(setting)
  return source === 'mode' ? modeVersions(setting) : nativeVersions(setting)
}

/** The stage of every version, where it needs no history to be made first. */
export function entriesOf(setting: Setting): Mapped | undefined {
  const source = sourceOf(setting)
  if (source === 'mode') {
    return mapped`select ${m.id} as opportunity_id, ${m.valid_from} as at, ${m.stage_id} as stage_id from ${as(modeVersion, 'm')}`
  }
  if (source !== 'native') return undefined
  return mapped`select ${n.opportunity_id} as opportunity_id, ${n.valid_from} as at, ${n.stage_id} as stage_id from ${as(nativeVersion, 'n')}`
}

function modeVersions(setting: Setting): { steps: Step[]; notes: Words[] } {
  const then = <C extends 'amount' | 'close_date' | 'forecast_category' | 'owner_id'>(column: C): Mapped =>
    setting.has(modeVersion, column) ? m[column] : o[column]
  return {
    steps: [
      {
        name: 'version',
        body: mapped`
          select ${m.id} as opportunity_id, ${m.valid_from} as valid_from, '' as seq, ${m.stage_id} as stage_id,
            ${then('amount')} as amount, ${then('close_date')} as close_date,
            ${forecastCategory(then('forecast_category'))} as forecast_category, ${then('owner_id')} as owner_id
          from ${as(modeVersion, 'm')}
          join ${as(opportunity, 'o')} on ${o.id} = ${m.id}`,
      },
    ],
    notes: [
      {
        en: `opportunity_history is Fivetran's history mode (${setting.labelOf(modeVersion)})`,
        ja: `opportunity_historyはFivetranのヒストリーモード（${setting.labelOf(modeVersion)}）から読みます`,
      },
    ],
  }
}

function nativeVersions(setting: Setting): { steps: Step[]; notes: Words[] } {
  return {
    steps: [
      {
        name: 'version',
        why: 'Salesforce keeps no owner there: today’s stands in every version.',
        body: mapped`
          select ${n.opportunity_id} as opportunity_id, ${n.valid_from} as valid_from, ${n.id} as seq, ${n.stage_id} as stage_id,
            ${n.amount} as amount, ${n.close_date} as close_date, ${forecastCategory(n.forecast_category)} as forecast_category,
            ${o.owner_id} as owner_id
          from ${as(nativeVersion, 'n')}
          join ${as(opportunity, 'o')} on ${o.id} = ${n.opportunity_id}`,
      },
    ],
    notes: [
      {
        en: `opportunity_history is Salesforce's own object (${setting.labelOf(nativeVersion)}); it keeps no owners: past owners are today's`,
        ja: `opportunity_historyはSalesforce標準の商談履歴（${setting.labelOf(nativeVersion)}）から読みます。所有者の履歴がないため、過去の所有者は現在の所有者とします`,
      },
    ],
  }
}

/** A field's first known value, from its creation on, is what its first change replaced. */
function fieldVersions(setting: Setting): { steps: Step[]; notes: Words[] } {
  const field = mapped`case lower(${f.field})
              when 'stagename' then 'stage_id'
              when 'amount' then 'amount'
              when 'closedate' then 'close_date'
              when 'forecastcategoryname' then 'forecast_category'
            end`
  // A change of owner is kept twice, by name and by id.
  const owner = mapped`lower(${f.field}) in ('owner', 'ownerid') and coalesce(${f.new_value}, ${f.old_value}) like '005%'`
  return {
    steps: [
      {
        name: 'tracked',
        body: mapped`
          select ${f.opportunity_id} as opportunity_id, ${f.at} as at, ${f.id} as seq,
            case when ${owner} then 'owner_id' else ${field} end as field,
            ${f.old_value} as old_value, ${f.new_value} as new_value, ${o.created_at} as created_at
          from ${as(fieldChange, 'f')}
          join ${as(opportunity, 'o')} on ${o.id} = ${f.opportunity_id}`,
      },
      {
        name: 'change',
        why: 'What a field was before its first change, it was from the beginning; without tracked stages there is no history.',
        body: mapped`
          select opportunity_id, at, seq, field, new_value as value
          from tracked
          where field is not null and exists (select 1 from tracked where field = 'stage_id')
          union all
          (select distinct on (opportunity_id, field) opportunity_id, created_at, '', field, old_value
          from tracked
          where field is not null and exists (select 1 from tracked where field = 'stage_id')
          order by opportunity_id, field, at, seq)`,
      },
      ...changesAsVersions(
        'version',
        [
          { field: 'stage_id', today: o.stage_id },
          { field: 'amount', today: o.amount, read: (value) => readBy(setting.schema, 'landed_number', value) },
          { field: 'close_date', today: o.close_date, read: (value) => readBy(setting.schema, 'landed_day', value) },
          { field: 'forecast_category', today: o.forecast_category, made: forecastCategory },
          { field: 'owner_id', today: o.owner_id },
        ],
        { from: as(opportunity, 'o'), id: o.id },
      ),
    ],
    notes: [
      {
        en: `opportunity_history is made of tracked fields (${setting.labelOf(fieldChange)}): a field that is not tracked reads as it is today`,
        ja: `opportunity_historyは項目履歴（${setting.labelOf(fieldChange)}）から作ります。追跡していない項目は現在の値とします`,
      },
    ],
  }
}
