/** Action and callback ids of the rules' form and of the buttons that open it; whoever handles the clicks reads them here. */
export const ruleActions = {
  /** Opens the form; its value is a KPI's id and a breakdown, or nothing. */
  new: 'rule_new',
  edit: 'rule_edit',
  delete: 'rule_delete',
  /** The KPI's menu: another KPI has other breakdowns. */
  metric: 'rule_metric',
  preview: 'rule_preview',
  form: 'rule_form',
} as const
