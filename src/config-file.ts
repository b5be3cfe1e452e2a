import { z } from 'zod'
import { accessConfig } from './config-access.ts'

const day = z.iso.date()
const weight = z.number().min(0).max(100)

const isLocal = (url: string): boolean =>
  URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/** A column's name alone, or with what it holds. */
const extraColumn = z
  .union([z.string(), z.strictObject({ column: z.string(), personal: z.boolean().default(false) })])
  .transform((given) => (typeof given === 'string' ? { column: given, personal: false } : given))

/** The business configuration that REVOPS_CONFIG names: one JSON file, every part optional. */
export const businessConfig = z.strictObject({
  /** Public holidays of a country (ISO 3166, as date-holidays knows them), with days added and taken away. */
  holidays: z
    .strictObject({
      country: z.string().optional(),
      state: z.string().optional(),
      days: z.array(day).optional(),
      workdays: z.array(day).optional(),
    })
    .default({}),
  /** First day of the week, 1 = Monday … 7 = Sunday. */
  weekStart: z.int().min(1).max(7).default(1),
  /** Whether FY26 is the fiscal year that starts, or ends, in 2026. */
  fiscalYearLabel: z.enum(['start', 'end']).default('end'),
  /** Logical channel → Slack channel id; null: what is posted there is left out on purpose. */
  channels: z
    .record(
      z.string(),
      z
        .string()
        .regex(/^[CDG][A-Z0-9]+$/, 'expected a Slack channel id such as C0123456789')
        .nullable(),
    )
    .default({}),
  /**
   * E-mail of who is told, in a direct message, that something cannot be posted: by the id of a report or alert; `ops` for
   * all others. Otherwise everybody whose role in ssot.users is ops.
   */
  alertOwners: z.record(z.string(), z.email()).default({}),
  /** Questions that one person may ask in a minute; null: as many as they like. */
  questionsPerMinute: z.int().min(1).nullable().default(60),
  /** New alerts that a channel gets in a business day as messages of their own; the rest share one summary. */
  alertsPerChannelAndDay: z.int().min(1).default(10),
  /** GET after each run of the clock that succeeded, at most once a minute: a watcher elsewhere tells when that stops. */
  deadMansSwitch: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || isLocal(url), 'expected https, or http on this machine')
    .optional(),
  /** How many days the bot remembers its runs, the messages it posted, how alerts changed, who asked what, and links that nobody uses. */
  retention: z
    .strictObject({
      runsDays: z.int().min(40).default(400),
      deliveriesDays: z.int().min(7).default(90),
      transitionsDays: z.int().min(40).default(800),
      auditDays: z.int().min(1).default(400),
      linksDays: z.int().min(1).default(400),
    })
    .prefault({}),
  /** Language of what is posted into a channel; REVOPS_LOCALE otherwise. */
  channelLocales: z.record(z.string(), z.enum(['en', 'ja'])).default({}),
  /**
   * Reports that arrive without anybody subscribing: seen with the eyes of the person with the e-mail `as`, in a logical
   * channel or, without one, in their direct messages; at the report's own hour unless `when` says otherwise.
   */
  subscriptions: z
    .array(
      z.strictObject({
        report: z.string(),
        as: z.email(),
        channel: z.string().optional(),
        when: z.string().optional(),
        locale: z.enum(['en', 'ja']).optional(),
      }),
    )
    .default([]),
  /** A digest whose data is stale at its hour waits so long for it, and then comes with a warning. */
  digestWaitHours: z.number().min(0).max(24).default(2),
  /** Where people find a record in the CRM; `{id}` stands for its id. */
  links: z
    .strictObject({
      opportunity: z.string().includes('{id}').optional(),
      account: z.string().includes('{id}').optional(),
    })
    .default({}),
  /**
   * Extra text columns that may be used as breakdowns. `personal`: it names people or accounts, so it is not for roles that
   * see totals only.
   */
  dimensions: z
    .strictObject({
      accounts: z.array(extraColumn).optional(),
      leads: z.array(extraColumn).optional(),
      opportunities: z.array(extraColumn).optional(),
    })
    .default({}),
  /** A relation synced longer ago than this is stale. */
  staleAfterHours: z.number().positive().default(24),
  /** Business hours within which an MQL has to be answered; a business day counts 24. */
  mqlSlaHours: z.number().positive().default(24),
  /** E-mail of the person who answers for customers without a CSM. */
  csLead: z.email().optional(),
  access: accessConfig,
  /** E-mail or words for whom to ask when somebody is not in ssot.users. */
  contact: z.string().optional(),
  /** The account health score. A change of weights or bands needs a new version. */
  health: z
    .strictObject({
      version: z.int().min(1).default(1),
      weights: z
        .strictObject({
          usage_trend: weight.default(25),
          adoption: weight.default(15),
          support_load: weight.default(15),
          sentiment: weight.default(15),
          engagement: weight.default(15),
          commercial: weight.default(15),
        })
        .prefault({}),
      bands: z.strictObject({ healthy: weight.default(70), watch: weight.default(40) }).prefault({}),
      newAccountDays: z.int().min(0).default(60),
    })
    .prefault({}),
})

export type BusinessConfig = z.output<typeof businessConfig>
