import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import chromiumPackage from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Starts the Chromium that npm brought along. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpacked(), args: ['--no-sandbox'] })
}

/**
 * Where Chromium is unpacked: a folder named after its version, so that an update is not taken for what is there. It
 * is put in its place whole, so that a run beside this one never starts half of it.
 */
async function unpacked(): Promise<string> {
  const manifest = path.join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const home = path.join(tmpdir(), `revops-chromium-${version}`)
  if (!existsSync(home)) await unpackInto(home)
  return path.join(home, 'chromium')
}

async function unpackInto(home: string): Promise<void> {
  const making = `${home}.${process.pid}`
  const before = process.env.TMPDIR
  mkdirSync(making, { recursive: true })
  // The package unpacks into the temporary folder, whatever that is when it is asked.
  process.env.TMPDIR = making
  await chromiumPackage.executablePath()
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  try {
    renameSync(making, home)
  } catch {
    // A run beside this one was faster, and its copy is as good.
    rmSync(making, { recursive: true, force: true })
  }
}
