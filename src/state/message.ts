import { z } from 'zod'
import { chartSpec } from '../blocks/chart.ts'
import type { Message, MessageBlock } from '../define/message.ts'

/**
 * A message as it waits in the queue: with its charts as specs. Its blocks were made by this product and are checked
 * against Slack's rules when it is fitted to where it goes; its readings are not sent, and so not kept.
 */
export const storedMessage = z
  .object({
    text: z.string(),
    blocks: z.array(z.custom<MessageBlock>((value) => typeof value === 'object' && value !== null && 'type' in value)),
    charts: z.array(chartSpec),
    followUps: z
      .array(z.object({ label: z.string(), menu: z.string().exactOptional(), question: z.string() }))
      .default([]),
  })
  .transform((stored): Message => ({ ...stored, readings: [] }))

export const toStored = ({ text, blocks, charts, followUps = [] }: Message): object => ({
  text,
  blocks,
  charts,
  followUps,
})
