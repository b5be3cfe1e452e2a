/** The one font charts are written in: whole files, since subsets leave squares for rarer kanji. */
import { createRequire } from 'node:module'
import { GlobalFonts } from 'canvas'
import { FAMILY } from './theme.ts'

const FILES = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf']

let registered = false

/** Fonts are shared by the whole process, yet registering them twice in one thread would keep them twice. */
export function registerFonts(): void {
  if (registered) return
  const require = createRequire(import.meta.url)
  for (const file of FILES) {
    const path = require.resolve(`@expo-google-fonts/noto-sans-jp/${file}`)
    if (!GlobalFonts.registerFromPath(path, FAMILY)) throw new Error(`The chart font cannot be read: ${path}`)
  }
  registered = true
}
