import type { Region } from './market.ts'
import type { Random } from './random.ts'

const kanji =
  '青葉 山吹 東和 新星 白鷺 北斗 桜井 富岳 瑞穂 朝日野 大和田 鶴見 若松 千歳 常磐 三ツ星 柏木 松風 高砂 日向 髙島屋敷 﨑陽 鷗風 葛城'.split(
    ' ',
  )
const kanjiTrades =
  '製作所 フーズ 物流 電機 システムズ 商事 化学 建設 薬品 印刷 精機 工業 不動産 メディア 農園 証券'.split(' ')
const romaji =
  'Hinode Kaede Sumida Tsubaki Kurogane Midori Asahi-dori Fujimi Ginga Hayate Inari Kasumi Matsuba Nagisa Orihime Rindo'.split(
    ' ',
  )
const latin =
  'Redwood Harbor Summit Beacon Cedar Falcon Granite Juniper Keystone Lakeside Meridian Nimbus Orchard Pinnacle Quarry Riverbend Saffron Tidewater Umbra Vantage Willow Zephyr Corvid Ember'.split(
    ' ',
  )
const trades =
  'Foods Logistics Electric Systems Trading Chemicals Builders Pharma Press Precision Works Media Farms Capital Robotics Textiles'.split(
    ' ',
  )
const legal: Readonly<Record<Region, string>> = { JP: 'K.K.', APAC: 'Pte. Ltd.', EMEA: 'GmbH', NA: 'Inc.' }

const pairs = (stems: readonly string[], ends: readonly string[]): string[] =>
  stems.flatMap((stem) => ends.map((end) => (/\w/.test(stem) ? `${stem} ${end}` : `${stem}${end}`)))

/** Hands out company names that never repeat, in Japanese script for some of the Japanese ones. */
export function accountNames(random: Random): (region: Region) => string {
  const japanese = random.fork('kanji').shuffled(pairs(kanji, kanjiTrades))
  const romanized = random.fork('romaji').shuffled(pairs(romaji, trades))
  const abroad = random.fork('latin').shuffled(pairs(latin, trades))
  const again = new Map<string, number>()
  return (region) => {
    const script = region === 'JP' && random.chance(0.55)
    const pool = script ? japanese : region === 'JP' ? romanized : abroad
    const name = pool.shift() ?? 'Company'
    pool.push(name)
    const times = (again.get(name) ?? 0) + 1
    again.set(name, times)
    // Once a pool has run through, its names come back as the sister company of another city.
    const sister = times === 1 ? '' : script ? (cities[times]?.[0] ?? `第${times}`) : ` ${cities[times]?.[1] ?? times}`
    return script ? `株式会社${name}${sister}` : `${name}${sister} ${legal[region]}`
  }
}

const cities: readonly (readonly [string, string] | undefined)[] = [
  undefined,
  undefined,
  ['大阪', 'West'],
  ['九州', 'South'],
  ['札幌', 'North'],
]
