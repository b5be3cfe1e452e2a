export type Locale = 'en' | 'ja'

/** The same words in every language the product speaks; a missing one does not compile. */
export type Words = Readonly<Record<Locale, string>>

export type Department = 'revenue' | 'marketing' | 'sales' | 'cs'

/** What a value counts. Ratios and percentages are fractions; durations are in the unit named; money is base currency. */
export type Unit = 'money' | 'money_per_day' | 'percent' | 'count' | 'multiple' | 'days' | 'hours' | 'minutes' | 'score'

export type Better = 'up' | 'down'
