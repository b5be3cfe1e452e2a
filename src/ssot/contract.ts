/**
 * The SSOT contract: every relation and column the product may read, its type, and whether it must exist.
 * The DDL of `revops ssot init`, the check at start and the shims that stand in for what is missing all come from here.
 */
export type ColumnType = 'text' | 'text[]' | 'numeric' | 'int' | 'bool' | 'timestamptz' | 'date'

export interface Column {
  readonly type: ColumnType
  /** Must exist when its relation does. */
  readonly required: boolean
  readonly primaryKey?: boolean
  readonly default?: string
}

export interface RelationContract {
  readonly required: boolean
  readonly columns: Readonly<Record<string, Column>>
  readonly indexes?: readonly string[]
}

const column = (type: ColumnType, required: boolean, extra: Partial<Column> = {}): Column => ({
  type,
  required,
  ...extra,
})
const must = (type: ColumnType): Column => column(type, true)
const may = (type: ColumnType, fallback?: string): Column =>
  column(type, false, fallback === undefined ? {} : { default: fallback })
const key = column('text', true, { primaryKey: true })

export const contract = {
  users: {
    required: true,
    columns: {
      id: key,
      name: must('text'),
      email: must('text'),
      role: must('text'),
      team: may('text'),
      manager_id: may('text'),
      active: may('bool', 'true'),
    },
  },
  accounts: {
    required: true,
    columns: {
      id: key,
      name: must('text'),
      segment: may('text'),
      industry: may('text'),
      region: may('text'),
      owner_id: may('text'),
      csm_id: may('text'),
      parent_id: may('text'),
      created_at: must('timestamptz'),
    },
  },
  stages: {
    required: true,
    columns: {
      id: key,
      pipeline: may('text', "'default'"),
      name: must('text'),
      position: must('int'),
      outcome: must('text'),
      probability: may('numeric'),
    },
  },
  opportunities: {
    required: true,
    columns: {
      id: key,
      name: must('text'),
      account_id: must('text'),
      owner_id: must('text'),
      pipeline: may('text'),
      stage_id: must('text'),
      type: may('text'),
      sourced_by: may('text'),
      source: may('text'),
      campaign_id: may('text'),
      product: may('text'),
      amount: must('numeric'),
      currency: may('text'),
      close_date: may('date'),
      created_at: must('timestamptz'),
      closed_at: may('timestamptz'),
      forecast_category: may('text'),
      next_step: may('text'),
      last_activity_at: may('timestamptz'),
      lost_reason: may('text'),
      updated_at: must('timestamptz'),
    },
    indexes: ['closed_at', 'created_at', 'stage_id', 'owner_id', 'account_id', 'updated_at', 'currency'],
  },
  opportunity_history: {
    required: false,
    columns: {
      opportunity_id: must('text'),
      valid_from: must('timestamptz'),
      valid_to: must('timestamptz'),
      stage_id: must('text'),
      amount: may('numeric'),
      close_date: may('date'),
      forecast_category: may('text'),
      owner_id: may('text'),
    },
    indexes: ['opportunity_id, valid_from', 'valid_from'],
  },
  leads: {
    required: false,
    columns: {
      id: key,
      source: may('text'),
      campaign_id: may('text'),
      segment: may('text'),
      region: may('text'),
      industry: may('text'),
      owner_id: may('text'),
      account_id: may('text'),
      opportunity_id: may('text'),
      created_at: must('timestamptz'),
      mql_at: may('timestamptz'),
      sql_at: may('timestamptz'),
      assigned_at: may('timestamptz'),
      first_touch_at: may('timestamptz'),
      converted_at: may('timestamptz'),
      disqualified_at: may('timestamptz'),
      updated_at: must('timestamptz'),
    },
    indexes: ['created_at', 'mql_at', 'sql_at', 'opportunity_id', 'updated_at'],
  },
  campaigns: {
    required: false,
    columns: { id: key, name: must('text'), channel: may('text'), started_on: may('date'), ended_on: may('date') },
  },
  costs: {
    required: false,
    columns: {
      id: key,
      day: must('date'),
      department: must('text'),
      kind: may('text'),
      campaign_id: may('text'),
      channel: may('text'),
      amount: must('numeric'),
      currency: may('text'),
    },
    indexes: ['day', 'currency'],
  },
  activities: {
    required: false,
    columns: {
      id: key,
      kind: must('text'),
      at: must('timestamptz'),
      user_id: may('text'),
      account_id: may('text'),
      opportunity_id: may('text'),
      lead_id: may('text'),
    },
    indexes: ['at', 'opportunity_id, at', 'account_id, at'],
  },
  web_traffic: {
    required: false,
    columns: { day: must('date'), channel: may('text'), sessions: must('int'), engaged_sessions: may('int') },
    indexes: ['day'],
  },
  subscriptions: {
    required: false,
    columns: {
      id: key,
      account_id: must('text'),
      product: may('text'),
      started_on: must('date'),
      ended_on: may('date'),
      mrr: must('numeric'),
      currency: may('text'),
      term_ends_on: may('date'),
      auto_renew: may('bool'),
      end_known_at: may('timestamptz'),
    },
    indexes: ['account_id, started_on', 'currency'],
  },
  revenue: {
    required: false,
    columns: {
      id: key,
      account_id: must('text'),
      product: may('text'),
      recognized_on: must('date'),
      amount: must('numeric'),
      currency: may('text'),
    },
    indexes: ['recognized_on', 'currency'],
  },
  tickets: {
    required: false,
    columns: {
      id: key,
      account_id: must('text'),
      priority: may('text'),
      opened_at: must('timestamptz'),
      first_solved_at: may('timestamptz'),
      solved_at: may('timestamptz'),
      reopens: may('int'),
    },
    indexes: ['account_id, opened_at', 'solved_at'],
  },
  survey_responses: {
    required: false,
    columns: {
      id: key,
      account_id: may('text'),
      kind: must('text'),
      score: must('numeric'),
      answered_at: must('timestamptz'),
    },
    indexes: ['account_id, answered_at', 'answered_at'],
  },
  product_usage: {
    required: false,
    columns: {
      account_id: must('text'),
      day: must('date'),
      active_users: may('int'),
      events: may('int'),
      seats: may('int'),
    },
    indexes: ['account_id, day'],
  },
  targets: {
    required: false,
    columns: {
      metric: must('text'),
      period_start: must('date'),
      period_end: must('date'),
      owner_id: may('text'),
      team: may('text'),
      value: must('numeric'),
      currency: may('text'),
    },
    indexes: ['metric, period_start', 'currency'],
  },
  forecasts: {
    required: false,
    columns: {
      id: key,
      period_start: must('date'),
      period_end: must('date'),
      owner_id: must('text'),
      category: must('text'),
      amount: must('numeric'),
      submitted_at: must('timestamptz'),
      currency: may('text'),
    },
    indexes: ['period_start', 'currency'],
  },
  freshness: {
    required: false,
    columns: { source: must('text'), synced_at: must('timestamptz'), relations: may('text[]') },
  },
} as const satisfies Record<string, RelationContract>

export type RelationName = keyof typeof contract
export const relationNames = Object.keys(contract) as RelationName[]

/** The contract of one relation, with its columns readable by any name. */
export const relationContract = (name: RelationName): RelationContract => contract[name]
