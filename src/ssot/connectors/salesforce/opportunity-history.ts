import { defineMapping } from '../define.ts'
import { historySelection } from '../history.ts'
import { fieldChange, modeVersion, nativeVersion, opportunity } from './deal-shapes.ts'
import { sourceOf, versionsOf } from './versions.ts'

/** Versions of opportunities, from whichever of the three histories is landed. */
export const opportunityHistory = defineMapping({
  relation: 'opportunity_history',
  needs: [[opportunity], [modeVersion, nativeVersion, fieldChange]],
  select(setting) {
    const { steps, notes } = versionsOf(setting, sourceOf(setting) ?? 'fields')
    return historySelection(steps, notes)
  },
})
