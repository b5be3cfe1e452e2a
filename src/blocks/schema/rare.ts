import { z } from 'zod'
import { limits } from '../limits.ts'
import { button } from './elements.ts'
import { richText } from './rich-text.ts'
import { anyText, id, identified, imageElement, onlyMrkdwn, plainText, webUrl, words } from './text.ts'

export const alert = z.strictObject({
  type: z.literal('alert'),
  text: anyText(limits.alert),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  ...identified,
})

export const card = z
  .strictObject({
    type: z.literal('card'),
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: onlyMrkdwn(limits.card.title).optional(),
    subtitle: onlyMrkdwn(limits.card.subtitle).optional(),
    body: onlyMrkdwn(limits.card.body).optional(),
    actions: z.array(button).min(1).max(limits.card.buttons).optional(),
    ...identified,
  })
  .superRefine(({ hero_image, title, body, actions }, ctx) => {
    if (hero_image || title || body || actions) return
    ctx.addIssue({ code: 'custom', message: 'one of hero_image, title, body and actions is required' })
  })

export const carousel = z.strictObject({
  type: z.literal('carousel'),
  elements: z.array(card).min(1).max(limits.carousel),
  ...identified,
})

const feedback = z.strictObject({
  text: plainText(limits.button.text),
  value: z.string().max(limits.button.value),
  accessibility_label: z.string().max(limits.button.label).optional(),
})

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('feedback_buttons'),
          action_id: id.optional(),
          positive_button: feedback,
          negative_button: feedback,
        }),
        z.strictObject({
          type: z.literal('icon_button'),
          icon: z.literal('trash'),
          text: plainText(limits.button.text),
          action_id: id.optional(),
          value: z.string().max(limits.button.value).optional(),
          visible_to_user_ids: z.array(z.string()).optional(),
        }),
      ]),
    )
    .min(1)
    .max(limits.contextActions),
  ...identified,
})

export const taskCard = z.strictObject({
  type: z.literal('task_card'),
  task_id: words(limits.id),
  title: words(3_000),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: webUrl(3_000), text: words(3_000) })).optional(),
  ...identified,
})

export const plan = z.strictObject({
  type: z.literal('plan'),
  title: words(3_000),
  tasks: z.array(taskCard).optional(),
  ...identified,
})

/** A video's other fields are free: this bot sends none, and Slack checks its address against the app's domains. */
export const video = z.looseObject({
  type: z.literal('video'),
  video_url: webUrl(3_000),
  thumbnail_url: webUrl(3_000),
  alt_text: words(limits.image.alt),
  title: plainText(199),
})
