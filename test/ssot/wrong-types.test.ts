import { afterAll, expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { openSsot } from '../support/ssot.ts'

const database = await createDatabase()
afterAll(() => database.drop())

it('names a row of each column of a wrong type, in both languages; a row without a value is none', async () => {
  await database.query(`
    alter table ssot.tickets alter column reopens type text, alter column opened_at type timestamp;
    alter table ssot.costs alter column amount type text;
    insert into ssot.tickets (id, reopens) values ('t1', null), ('t2', 'twice')`)
  const ssot = await openSsot(database)
  const { problems } = (await ssot.source.snapshot()).inspection
  await ssot.close()
  expect(problems.map(({ words, example }) => [words.en, words.ja, example])).toEqual([
    [
      'ssot.costs.amount is text: the contract needs numeric',
      'ssot.costs.amountがtext型です：契約ではnumeric型',
      undefined,
    ],
    [
      `ssot.tickets.opened_at is timestamp without time zone: the contract needs timestamptz (map it with "opened_at at time zone '…'")`,
      `ssot.tickets.opened_atがtimestamp without time zone型です：契約ではtimestamptz型（"opened_at at time zone '…'"で変換してください）`,
      undefined,
    ],
    ['ssot.tickets.reopens is text: the contract needs int', 'ssot.tickets.reopensがtext型です：契約ではint型', 't2'],
  ])
})

it('of a view that cannot be read there is none', async () => {
  await database.query(`
    drop table ssot.costs;
    create view ssot.costs as select 'c'::text as id, current_date as day, ''::text as department,
      (1 / (random() * 0)::int)::text as amount`)
  const ssot = await openSsot(database)
  const { problems } = (await ssot.source.snapshot()).inspection
  await ssot.close()
  expect(problems.find(({ kind, relation }) => kind === 'wrong_type' && relation === 'costs')).toEqual(
    expect.not.objectContaining({ example: expect.anything() }),
  )
})
