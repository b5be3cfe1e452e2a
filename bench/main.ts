import { sharedBench } from './shared.ts'
import { prepare } from './surroundings.ts'
import { tableOf } from './table.ts'

const surroundings = await prepare()
const rows = await sharedBench(surroundings).finally(() => surroundings.stop())
console.log(tableOf(rows))
