import { section } from '../../blocks/build.ts'
import type { SectionBlock } from '../../blocks/types.ts'
import type { Context } from '../../define/context.ts'
import type { Department } from '../../define/words.ts'
import { departments } from '../departments.ts'

/** Every KPI of the catalogue by department: its id, and what people call it. */
export const catalogSections = ({ catalog, locale }: Context): SectionBlock[] =>
  (Object.keys(departments) as Department[]).flatMap((team) => {
    const names = [...catalog.metrics]
      .filter(([, metric]) => metric.team === team)
      .map(([id, metric]) => `\`${id}\` ${metric.label[locale]}`)
    return names.length > 0 ? [section(`*${departments[team][locale]}*\n${names.join(' · ')}`)] : []
  })
