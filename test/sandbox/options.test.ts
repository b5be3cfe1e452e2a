import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { checkPort, demoHelp, demoOptions } from '../../sandbox/options.ts'

describe('what the demo takes', () => {
  it('is the command line before the environment, before what is usual', () => {
    expect(demoOptions([], {})).toEqual({ help: false, port: 4000, locale: 'en' })
    expect(demoOptions([], { PORT: '4300', REVOPS_LOCALE: 'ja' })).toEqual({ help: false, port: 4300, locale: 'ja' })
    expect(demoOptions(['--port', '4100', '--locale', 'en'], { PORT: '4300', REVOPS_LOCALE: 'ja' })).toEqual({
      help: false,
      port: 4100,
      locale: 'en',
    })
  })

  it('is told by --help, and what it does not take in a sentence', () => {
    expect(demoOptions(['--help'], {}).help).toBe(true)
    expect(() => demoOptions(['--prot', '4100'], {})).toThrow(/Unknown option '--prot'[\s\S]*--port <n>/)
    expect(() => demoOptions(['--port', '70000'], {})).toThrow('“70000” is no port')
    expect(() => demoOptions(['--locale', 'fr'], {})).toThrow('The demo speaks en or ja, not “fr”.')
    expect(demoHelp).toContain('4000 by default')
  })

  it('says what to do when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(checkPort(port)).rejects.toThrow(
      `Port ${port} is in use. Take another one: npm run demo -- --port 4100`,
    )
    other.close()
    await once(other, 'close')
    await expect(checkPort(port)).resolves.toBeUndefined()
  })
})
