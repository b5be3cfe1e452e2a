import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import { mimeType } from './files.ts'
import { sendJson } from './http.ts'
import type { Workspace } from './workspace.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

/** A file of the built page. Paths that lead nowhere are the page itself, so that a channel has an address. */
export async function servePage(
  webRoot: string | undefined,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  if (webRoot === undefined) return sendJson(response, 404, { ok: false, error: 'no page was built' })
  const wanted = path.normalize(path.join(webRoot, decodeURIComponent(pathname)))
  const inside = wanted.startsWith(path.resolve(webRoot) + path.sep) && path.extname(wanted) !== ''
  const file = inside ? wanted : path.join(webRoot, 'index.html')
  const content = await readFile(file).catch(() => null)
  if (!content) return sendJson(response, 404, { ok: false, error: 'not_found' })
  const isHashed = pathname.startsWith('/assets/')
  response.writeHead(200, {
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-store',
  })
  response.end(content)
}

/** An uploaded file, for the page; Slack would ask for a login here. */
export function serveFile(workspace: Workspace, id: string, response: ServerResponse): void {
  const file = workspace.files.get(id)
  if (!file?.bytes || file.isDeleted) {
    sendJson(response, 404, { ok: false, error: 'file_not_found' })
    return
  }
  // An uploaded file must not run as a page of this origin.
  response.writeHead(200, { 'content-type': mimeType(file), 'content-security-policy': 'sandbox' })
  response.end(file.bytes)
}
