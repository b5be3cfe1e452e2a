import { randomBytes } from 'node:crypto'
import { SlackRefusal } from './api/call.ts'
import type { Trigger } from './model.ts'
import type { Workspace } from './workspace.ts'

/** How long a trigger id opens a modal. */
const lifetime = 3_000

/** A trigger id for what `user` just did, in a view where it was one. */
export function issueTrigger(workspace: Workspace, user: string, view: string | null = null): string {
  const id = `${Date.now()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`
  workspace.triggers.set(id, { user, view, until: Date.now() + lifetime, spent: false })
  return id
}

/** Refuses an unknown, old or used one. */
export function spendTrigger(workspace: Workspace, id: string): Trigger {
  const trigger = workspace.triggers.get(id)
  if (!trigger) throw new SlackRefusal('invalid_trigger_id')
  if (trigger.spent) throw new SlackRefusal('exchanged_trigger_id')
  if (Date.now() > trigger.until) throw new SlackRefusal('expired_trigger_id')
  trigger.spent = true
  return trigger
}
