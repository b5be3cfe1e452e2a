/**
 * Entry of the worker threads when the bot runs from its sources, in tests and under a TypeScript loader: a thread
 * does not inherit the loader of its parent. What is compiled starts `worker.js` itself, and never comes here.
 */
import { register } from 'tsx/esm/api'

register()
const { default: drawOne } = await import('./worker.ts')
export default drawOne
