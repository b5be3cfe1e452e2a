/** Everybody who may ask: each role, and somebody whom the SSOT does not know. */
export const roles = ['rep', 'manager', 'cs', 'marketing', 'ops', 'executive', 'nobody'] as const
export type Role = (typeof roles)[number]

/** The same for each role. */
export const forAll = <T>(each: T, nobody = each): Record<Role, T> => ({
  rep: each,
  manager: each,
  cs: each,
  marketing: each,
  ops: each,
  executive: each,
  nobody,
})
