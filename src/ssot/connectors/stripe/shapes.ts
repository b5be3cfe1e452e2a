import { bool, defineShape, id, instant, json, numeric, text } from '../shape.ts'

const gone = [bool('_fivetran_deleted'), bool('is_deleted')]
const active = bool('_fivetran_active')
const synced = instant('_fivetran_synced')

export const subscription = defineShape({
  name: 'subscription',
  tables: ['subscription', 'subscription_history'],
  columns: {
    id: id('id'),
    customer_id: id('customer_id'),
    status: text('status'),
    created_at: instant('created'),
    started_at: instant('start_date', 'created'),
    trial_ends_at: instant('trial_end'),
    period_starts_at: instant('current_period_start'),
    period_ends_at: instant('current_period_end'),
    ended_at: instant('ended_at'),
    canceled_at: instant('canceled_at'),
    cancels_at: instant('cancel_at'),
    cancels_at_period_end: bool('cancel_at_period_end'),
    pause: text('pause_collection_behavior'),
    live: bool('livemode'),
    synced,
  },
  gone,
  active,
})

/** Every version of a subscription, where history mode is on. */
export const subscriptionVersion = defineShape({
  name: 'subscription_version',
  tables: ['subscription_history', 'subscription'],
  marks: ['_fivetran_start', 'customer_id'],
  history: true,
  columns: {
    id: id('id'),
    status: text('status'),
    pause: text('pause_collection_behavior'),
    valid_from: instant('_fivetran_start'),
  },
})

const item = {
  id: id('id'),
  subscription_id: id('subscription_id'),
  // Prices took over from plans; items keep naming them by the older word.
  price_id: text('price_id', 'plan_id'),
  quantity: numeric('quantity'),
} as const

export const subscriptionItem = defineShape({
  name: 'item',
  tables: ['subscription_item'],
  columns: {
    ...item,
    created_at: instant('created'),
    period_starts_at: instant('current_period_start'),
    period_ends_at: instant('current_period_end'),
  },
  gone,
  active,
})

export const itemVersion = defineShape({
  name: 'item_version',
  tables: ['subscription_item_history', 'subscription_item'],
  marks: ['_fivetran_start', 'subscription_id'],
  history: true,
  columns: {
    ...item,
    created_at: instant('created'),
    period_ends_at: instant('current_period_end'),
    valid_from: instant('_fivetran_start'),
    valid_to: instant('_fivetran_end'),
    active,
  },
})

export const price = defineShape({
  name: 'price',
  tables: ['price'],
  columns: {
    id: id('id'),
    currency: text('currency'),
    // A price may be a fraction of a cent: the decimal is exact where the whole number is not.
    amount: numeric('unit_amount_decimal'),
    whole_amount: numeric('unit_amount'),
    interval: text('recurring_interval'),
    interval_count: numeric('recurring_interval_count'),
    usage: text('recurring_usage_type'),
    pack: numeric('transform_quantity_divide_by'),
    pack_rounding: text('transform_quantity_round'),
    product_id: text('product_id'),
    nickname: text('nickname'),
  },
})

export const plan = defineShape({
  name: 'plan',
  tables: ['plan'],
  columns: {
    id: id('id'),
    currency: text('currency'),
    amount: numeric('amount_decimal'),
    whole_amount: numeric('amount'),
    interval: text('interval'),
    interval_count: numeric('interval_count'),
    usage: text('usage_type'),
    pack: numeric('transform_usage_divide_by'),
    pack_rounding: text('transform_usage_round'),
    product_id: text('product_id', 'product'),
    nickname: text('nickname'),
  },
})

export const product = defineShape({
  name: 'product',
  tables: ['product'],
  columns: { id: id('id'), name: text('name') },
})

export const customer = defineShape({
  name: 'customer',
  tables: ['customer'],
  columns: {
    id: id('id'),
    name: text('name', 'description'),
    metadata: text('metadata'),
    metadata_json: json('metadata'),
  },
  active,
})

const discountColumns = {
  id: id('id'),
  coupon_id: text('coupon_id'),
  subscription_id: text('subscription_id'),
  customer_id: text('customer_id'),
  invoice_id: text('invoice_id', 'invoice_item_id'),
  starts_at: instant('start'),
  ends_at: instant('end'),
} as const
const discountTable = (table: string) => defineShape({ name: table, tables: [table], columns: discountColumns, gone })
export const discounts = ['subscription_discount', 'customer_discount', 'discount'].map(discountTable)

export const coupon = defineShape({
  name: 'coupon',
  tables: ['coupon'],
  columns: {
    id: id('id'),
    percent_off: numeric('percent_off'),
    amount_off: numeric('amount_off'),
    currency: text('currency'),
    duration: text('duration'),
  },
})
