/**
 * Block Kit's limits in characters and counts, from Slack's reference for blocks, elements and composition objects.
 * The whole-message sizes are not documented: they were measured, and are *assumed* to hold for every workspace.
 */
export const limits = {
  blocks: { message: 50, modal: 100, home: 100 },
  /** `block_id`, `action_id`, `callback_id`. */
  id: 255,
  text: 3_000,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  button: { text: 75, value: 2_000, url: 3_000, label: 75 },
  select: { options: 100, optionText: 75, optionValue: 150, placeholder: 150 },
  overflowOptions: 5,
  image: { url: 3_000, alt: 2_000, title: 2_000 },
  input: { label: 2_000, hint: 2_000 },
  modal: { title: 24, button: 24, privateMetadata: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  alert: 200,
  card: { title: 150, subtitle: 150, body: 200, buttons: 3 },
  carousel: 10,
  container: { children: 10, title: 150 },
  contextActions: 5,
  /** All markdown blocks of one message together. */
  markdown: 12_000,
  table: { rows: 100, columns: 20, characters: 10_000, perMessage: 1 },
  /** `rows` counts the header; `characters` all data tables of one message together. */
  dataTable: { minRows: 2, rows: 201, columns: 20, pageSize: 100, characters: 20_000 },
  chart: { perMessage: 2, title: 50, segments: 12, series: 12, points: 20, label: 20, axisLabel: 50 },
  /** Top-level `text` of a message. */
  messageText: 40_000,
} as const

/** Above either, `chat.postMessage` answers `msg_blocks_too_long`. */
export const messageCeiling = { text: 11_000, json: 17_000 } as const

/** What a message of ours may measure: the ceiling is approximate, so stay clear of it. */
export const messageBudget = { text: 9_500, json: 15_500 } as const
