import { z } from 'zod'
import { widest } from './query/scope.ts'
import { roles } from './ssot/people.ts'

const oneOf = (what: string, known: readonly string[]) => (issue: { readonly input?: unknown }) =>
  `“${String(issue.input)}” is no ${what}: expected one of ${known.join(', ')}`

const role = z.enum(roles, { error: oneOf('role', roles) })
const reach = z.enum(widest, { error: oneOf('scope', widest) })

/** zod names the keys it does not know without saying what it knows. */
const unknownRole: z.core.$ZodErrorMap = ({ code, keys }) =>
  code === 'unrecognized_keys' && Array.isArray(keys)
    ? keys.map((key) => oneOf('role', roles)({ input: key })).join('; ')
    : undefined

/**
 * Who may see more or less than usual. `roles`: how far a role sees at most; `own` is a person's own records and those of
 * everybody below them. `metrics`: the roles that may see a KPI, by its id, and with it what is computed from it; that
 * there is such a KPI is checked once the catalogue is known.
 */
export const accessConfig = z
  .strictObject({
    roles: z.partialRecord(role, reach, { error: unknownRole }).default({}),
    metrics: z.record(z.string(), z.array(role).min(1, 'expected at least one role')).default({}),
  })
  .prefault({})
