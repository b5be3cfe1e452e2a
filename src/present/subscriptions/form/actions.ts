/** Action and callback ids of the subscription's form and of the buttons that open it; whoever handles the clicks reads them here. */
export const subscribeActions = {
  /** Opens the form; its value is what it begins with, or an empty object. */
  new: 'subscribe_new',
  /** Opens the form of a subscription that there is; its value is the id. */
  edit: 'subscribe_edit',
  /** Menus on which other fields depend. */
  what: 'subscribe_what',
  every: 'subscribe_every',
  place: 'subscribe_place',
  form: 'subscribe_form',
} as const
