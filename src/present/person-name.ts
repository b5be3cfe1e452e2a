import type { Context } from '../define/context.ts'

/** Whether the asker may be told what somebody is called: who sees totals only is told no names but their own. */
export const mayName = ({ scope, who }: Context, id: string): boolean => scope.kind !== 'aggregates' || id === who.id
