/** Draws nothing: its title says how the thread ends. */
export default function drawOne(spec) {
  if (spec.title === 'throw') throw new Error('cannot draw this')
  if (spec.title === 'exit') process.exit(3)
  if (spec.title === 'crash') return new Promise(() => setImmediate(() => JSON.parse('{')))
  if (spec.title === 'hang') for (;;);
  return new Uint8Array([1, 2, 3])
}
