import { type Life, lived } from './life.ts'
import type { World } from './world.ts'

/** Someone on the company's payroll, or who was. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: 'rep' | 'manager' | 'marketing' | 'cs' | 'ops' | 'executive'
  readonly team: string
  readonly managerId: string | null
  /** False once they have left. */
  readonly active: boolean
  /** Share of the team's accounts, against the others'. */
  readonly weight: number
  /** Days before the demo's start on which they left, and who took over. */
  readonly left?: { readonly daysAgo: number; readonly successor: string }
}

const domain = 'kazahana.example'

const person = (
  email: string,
  name: string,
  role: Person['role'],
  team: string,
  manager: string | null,
  extra: Partial<Person> = {},
): Person => ({
  id: `usr-${email.replace('.', '-')}`,
  name,
  email: `${email}@${domain}`,
  role,
  team,
  managerId: manager === null ? null : `usr-${manager.replace('.', '-')}`,
  active: extra.left === undefined,
  weight: 1,
  ...extra,
})

const gone = (daysAgo: number, successor: string): Partial<Person> => ({
  left: { daysAgo, successor: `usr-${successor.replace('.', '-')}` },
})

const enterprise = 'Enterprise Japan'
const midMarket = 'Mid-Market Japan'
const smb = 'SMB Japan'
const international = 'International'
const success = 'Customer Success'

export const people: readonly Person[] = [
  person('mariko.saeki', '佐伯 真理子', 'executive', 'Executive', null),
  person('priya.raman', 'Priya Raman', 'ops', 'Revenue Operations', 'mariko.saeki'),
  person('sho.nakamura', '中村 翔', 'ops', 'Revenue Operations', 'priya.raman'),
  person('thomas.brandt', 'Thomas Brandt', 'manager', 'Sales', 'mariko.saeki'),
  person('kenichi.takahashi', '髙橋 健一', 'manager', enterprise, 'thomas.brandt'),
  person('yumi.sakiyama', '﨑山 由美', 'manager', midMarket, 'thomas.brandt'),
  person('daiki.fujita', 'Daiki Fujita', 'manager', smb, 'thomas.brandt'),
  person('siobhan.obrien', "Siobhan O'Brien", 'manager', international, 'thomas.brandt'),
  person('aiko.mori', 'Aiko Mori', 'rep', enterprise, 'kenichi.takahashi', { weight: 1.15 }),
  person('daisuke.watanabe', '渡邉 大輔', 'rep', enterprise, 'kenichi.takahashi'),
  person('hiroshi.tanabe', 'Hiroshi Tanabe', 'rep', enterprise, 'kenichi.takahashi', { weight: 0.9 }),
  person('misaki.saito', '齋藤 美咲', 'rep', enterprise, 'kenichi.takahashi', { weight: 0.7 }),
  person('naoki.sugiyama', 'Naoki Sugiyama', 'rep', enterprise, 'kenichi.takahashi', gone(310, 'misaki.saito')),
  person('kenta.ishikawa', 'Kenta Ishikawa', 'rep', midMarket, 'yumi.sakiyama', { weight: 1.1 }),
  person('sakura.kobayashi', '小林 さくら', 'rep', midMarket, 'yumi.sakiyama'),
  person('yuto.hayashi', 'Yuto Hayashi', 'rep', midMarket, 'yumi.sakiyama', { weight: 1.1 }),
  person('mizuki.yanagi', '柳 瑞希', 'rep', midMarket, 'yumi.sakiyama', { weight: 0.9 }),
  person('ren.matsuda', 'Ren Matsuda', 'rep', smb, 'daiki.fujita'),
  person('aoi.inoue', '井上 葵', 'rep', midMarket, 'yumi.sakiyama', { weight: 0.9 }),
  person('takumi.endo', 'Takumi Endo', 'rep', smb, 'daiki.fujita', { weight: 0.9 }),
  person('hina.shimizu', '清水 陽菜', 'rep', smb, 'daiki.fujita', { weight: 0.8 }),
  person('takuya.morita', '森田 拓也', 'rep', smb, 'daiki.fujita', { weight: 0.8, ...gone(140, 'hina.shimizu') }),
  person('sofia.marquez', 'Sofía Márquez', 'rep', international, 'siobhan.obrien'),
  person('weilun.chen', 'Chen Wei-Lun', 'rep', international, 'siobhan.obrien'),
  person('emma.becker', 'Emma Becker', 'rep', international, 'siobhan.obrien', { weight: 0.9 }),
  person('rahul.iyer', 'Rahul Iyer', 'rep', international, 'siobhan.obrien', { weight: 0.8 }),
  person('grace.tan', 'Grace Tan', 'rep', international, 'siobhan.obrien', { weight: 0.8, ...gone(420, 'rahul.iyer') }),
  person('aya.fujii', '藤井 彩', 'marketing', 'Marketing', 'mariko.saeki'),
  person('marco.bellini', 'Marco Bellini', 'marketing', 'Marketing', 'aya.fujii'),
  person('haruka.ono', 'Haruka Ono', 'marketing', 'Marketing', 'aya.fujii'),
  person('keiko.arai', 'Keiko Arai', 'cs', success, 'mariko.saeki', { weight: 0 }),
  person('megumi.yoshida', '吉田 恵', 'cs', success, 'keiko.arai'),
  person('tomas.vesely', 'Tomáš Veselý', 'cs', success, 'keiko.arai'),
  person('nanami.kudo', 'Nanami Kudo', 'cs', success, 'keiko.arai'),
  person('oliver.grant', 'Oliver Grant', 'cs', success, 'keiko.arai'),
  person('julia.novak', 'Julia Novak', 'cs', success, 'keiko.arai', { weight: 0.7, ...gone(200, 'nanami.kudo') }),
]

export const reps: readonly Person[] = people.filter((one) => one.role === 'rep')

/** The person of an id: ids are ours, so an unknown one is a slip of this folder. */
export function personOf(id: string): Person {
  const found = people.find((one) => one.id === id)
  if (found === undefined) throw new RangeError(`nobody is called ${id}`)
  return found
}

/** When a person left, if they did. */
export const leftAt = (world: World, one: Person): number | undefined =>
  one.left && world.time.at(world.today - one.left.daysAgo, 18)

/** Who holds at an instant what once was this person's. */
export function holderAt(world: World, id: string, at: number): string {
  const one = personOf(id)
  const left = leftAt(world, one)
  return one.left && left !== undefined && left <= at ? one.left.successor : id
}

export function userLives(world: World): Life<'users'>[] {
  const begin = world.time.start(world.today - 2390)
  return people.map((one) => {
    const { id, name, email, role, team, managerId } = one
    const birth = { at: begin, set: { id, name, email, role, team, manager_id: managerId, active: true } }
    const left = leftAt(world, one)
    return lived<'users'>(left === undefined ? [birth] : [birth, { at: left, set: { active: false } }])
  })
}
