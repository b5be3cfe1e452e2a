import { defineMapping } from '../define.ts'
import { mapped } from '../mapped.ts'
import type { HubspotSource } from './source.ts'

/** A stage's id is its own only within its pipeline: everywhere, the two together are the key. */
export const stageKey = (pipeline: ReturnType<typeof mapped>, stage: ReturnType<typeof mapped>) =>
  mapped`${pipeline} || ':' || ${stage}`

/**
 * The stages of every pipeline, retired ones too: closed deals and their past still name them. HubSpot's probabilities are
 * fractions, and its 1 and 0 are what its settings call “Won” and “Lost”.
 */
export const stagesOf = (source: HubspotSource) =>
  defineMapping({
    relation: 'stages',
    needs: [source.stageTables],
    select: (setting) => ({
      steps: source.stages(setting),
      columns: {
        id: stageKey(mapped`s.pipeline_id`, mapped`s.stage_id`),
        // The first pipeline of a portal keeps the id “default”, whatever it is called.
        pipeline: mapped`case when s.pipeline_id = 'default' then 'default' else coalesce(s.pipeline, s.pipeline_id) end`,
        name: mapped`coalesce(s.label, s.stage_id)`,
        position: mapped`s.position`,
        outcome: mapped`case
          when s.won or s.probability = 1 then 'won'
          when s.closed or s.probability = 0 then 'lost'
          else 'open'
        end`,
        probability: mapped`case when s.probability between 0 and 1 then s.probability end`,
      },
      from: mapped`stage s`,
    }),
  })
