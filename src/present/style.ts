import type { Context } from '../define/context.ts'
import type { NumberStyle } from './format.ts'

export const styleOf = ({ locale, company }: Context): NumberStyle => ({ locale, currency: company.currency })
