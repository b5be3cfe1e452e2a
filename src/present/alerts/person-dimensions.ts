/** Dimensions whose values are people, by their `ssot.users` id. */
export const personDimensions: readonly string[] = ['owner', 'manager', 'csm']
