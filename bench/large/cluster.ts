import pg from 'pg'
import { type OwnPostgres, startPostgres } from '../../sandbox/postgres.ts'

/** The server both sides are measured on has the memory that one with so many rows would be given. */
export const clusterSettings = [
  'shared_buffers=4GB',
  'effective_cache_size=10GB',
  'work_mem=64MB',
  'maintenance_work_mem=1GB',
  'max_wal_size=8GB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'random_page_cost=1.1',
] as const

/** A PostgreSQL of the bench's own, gone with its data when the process ends. */
export const startCluster = (): Promise<OwnPostgres> => startPostgres(clusterSettings)

export async function createDatabase(cluster: OwnPostgres, name: string): Promise<string> {
  const admin = new pg.Client(cluster.url())
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  return cluster.url(name)
}
