import { randomBytes } from 'node:crypto'
import type { SlackFile } from './model.ts'
import type { Workspace } from './workspace.ts'

/** How long Slack takes to process an upload, here: until then a message that shows it is refused. */
const processing = 150

export function announceFile(workspace: Workspace, name: string, length: number): SlackFile {
  const id = `F${randomBytes(5).toString('hex').toUpperCase()}`
  const fresh = { createdAt: Date.now(), bytes: null, isDeleted: false, readyAt: null }
  const file: SlackFile = { id, name, title: name, length, ...fresh }
  workspace.files.set(id, file)
  return file
}

export function completeFile(file: SlackFile, title: string): void {
  file.title = title || file.name
  file.readyAt ??= Date.now() + processing
}

export const isProcessed = (file: SlackFile): boolean => file.readyAt !== null && Date.now() >= file.readyAt

/** Whether a block may show this `slack_file`, which names it by id or by address. */
export function isReady(workspace: Workspace, named: Readonly<Record<string, unknown>>): boolean {
  const id = typeof named.id === 'string' ? named.id : /\/files\/(F[0-9A-F]+)/.exec(String(named.url))?.[1]
  const file = id === undefined ? undefined : workspace.files.get(id)
  return file !== undefined && !file.isDeleted && isProcessed(file)
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  pdf: 'application/pdf',
}

export const fileType = ({ name }: SlackFile): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''

export const mimeType = (file: SlackFile): string => types[fileType(file)] ?? 'application/octet-stream'
