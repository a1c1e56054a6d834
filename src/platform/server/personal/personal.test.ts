import { copyFileSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { NOTHING, type Scope } from '../../../kernel/scope.ts'
import { openContext } from '../compose.ts'
import { pause, rowsOf } from '../db/database.ts'
import { admit, everybody } from '../gate.ts'
import { readKeyFile, retireKeys, rotateKeys } from '../key-file.ts'
import { openTestContext, testClock, type TestContext } from '../testing.ts'
import type { RoomServer } from '../room.ts'
import { keyNumberOf } from '../secrets.ts'
import { exportPersonal } from './export-personal.ts'
import { MASKED, openEyes } from './eyes.ts'
import { personalExport, TOLD } from './kinds.ts'
import { readPersonal } from './read-personal.ts'
import { askRelease, decideRelease, listReleases, selectionText, setThreshold } from './releases.ts'
import { needsResealing, resealAll } from './reseal.ts'
import { makeVault, plainNumber } from './vault.ts'

let persons = 0
const input = z.object({ release: z.string().optional() })
const room: RoomServer = {
  name: 'people',
  migrations: [],
  personalExports: {
    'people.export': personalExport({
      endpoint: { method: 'GET', path: '/p', summary: '', verb: 'people.read', input, output: z.never(), file: true },
      words: '名单',
      persons: async () => ({ count: persons, names: ['张伟', '李娜'].slice(0, persons) }),
    }),
  },
  serve: () => {},
}

let context: TestContext
beforeAll(async () => {
  context = await openTestContext([room])
})
afterAll(() => context.close())
beforeEach(async () => {
  persons = 0
  for (const table of ['audit_waiting', 'audit', 'personal_vault', 'personal_release', 'personal_setting'])
    await sql`delete from ${sql.table(table)}`.execute(context.database.owner)
})

function as(account: string | null, purpose: string | null, reach = everybody('').reach('open')): Scope {
  const caller = { ...everybody(account ?? '本机', purpose), account, reach: () => reach }
  return admit(context.config.district, caller, { verb: 'people.read', from: '10.0.0.1', request: 'r1' })
}

async function trail(action = 'personal.read') {
  return rowsOf<{ actor: string; subject: string | null; details: Record<string, unknown> }>(
    context.database.owner,
    sql`select actor, subject, details from audit where action = ${action} order by id`,
  )
}

describe('reading', () => {
  it('masks and leaves no row without a purpose', async () => {
    const seen = await readPersonal(context, as('a', null), 'test', async (_, eyes) => [
      eyes.show('name', '张伟'),
      eyes.show('phone', '13812345678'),
      eyes.show('name', null),
    ])
    expect(seen).toEqual(['张*', '138****5678', null])
    expect(await trail()).toEqual([])
  })

  it('shows with a purpose, and says once in the trail whom, how many and why', async () => {
    const seen = await readPersonal(context, as('a', '通知开会'), 'units.list', async (_, eyes) =>
      ['张伟', '李娜、张伟', null].map((name) => eyes.show('name', name)),
    )
    expect(seen).toEqual(['张伟', '李娜、张伟', null])
    const rows = await trail()
    expect(rows).toHaveLength(1)
    const hash = (name: string) => context.secrets.hash('name', name)
    expect(rows[0]?.details).toEqual({
      what: 'units.list',
      persons: 2,
      subjects: [hash('张伟'), hash('李娜')],
      purpose: '通知开会',
    })
    expect(JSON.stringify(rows)).not.toContain('张伟')
  })

  it('leaves no row when nobody was in what was read, and none when the read failed', async () => {
    await readPersonal(context, as('a', '通知开会'), 'units.list', async () => [])
    const failed = readPersonal(context, as('a', '通知开会'), 'units.list', async (_, eyes) => {
      eyes.show('name', '张伟')
      throw new Error('broken off')
    })
    await expect(failed).rejects.toThrow('broken off')
    expect(await trail()).toEqual([])
  })

  it('names two hundred and counts all', () => {
    const eyes = openEyes(context.secrets, as('a', '通知开会'))
    for (let no = 0; no < 300; no++) eyes.show('name', `人${no}`)
    expect([eyes.seen().persons, eyes.seen().subjects.length]).toEqual([300, TOLD])
  })
})

describe('the vault', () => {
  const entry = { owner: 'm1', kind: 'identity' as const, text: '21020219900101123x', path: '/x/', account: null }

  it('keeps a number sealed, finds it however it is written, and by nothing less', async () => {
    const vault = makeVault(context.secrets, context.clock)
    const scope = as(null, '核对身份')
    await context.database.write(scope, (tx) => vault.put(tx, scope, entry))
    const db = context.database.as(scope)
    expect(await vault.find(db, scope, 'identity', ' ２１０２０２ 19900101-123X')).toEqual(['m1'])
    for (const part of ['21020219900101', '1234', '', '%'])
      expect(await vault.find(db, scope, 'identity', part)).toEqual([])
    expect(await vault.find(db, scope, 'phone', entry.text)).toEqual([])
    const eyes = openEyes(context.secrets, scope)
    expect(await vault.open(db, scope, 'm1', 'identity', eyes)).toBe('21020219900101123X')
    expect(eyes.seen().subjects).toEqual(['m1'])
    expect(await vault.open(db, scope, 'm1', 'identity', MASKED)).toBe('210***********123X')
    expect(await vault.open(db, scope, 'm2', 'identity', MASKED)).toBeNull()
    const stored = JSON.stringify(await rowsOf(context.database.owner, sql`select * from personal_vault`))
    expect(stored).not.toContain('19900101')
    expect(await context.database.write(scope, (tx) => vault.erase(tx, scope, 'm1', 'identity'))).toBe(true)
    expect(await vault.find(db, scope, 'identity', entry.text)).toEqual([])
  })

  it('is reached through the area and by the person, by nobody else', async () => {
    const vault = makeVault(context.secrets, context.clock)
    const office = as(null, '核对身份')
    await context.database.write(office, (tx) => vault.put(tx, office, { ...entry, account: 'own' }))
    const sees = async (scope: Scope) =>
      (await vault.find(context.database.as(scope), scope, 'identity', entry.text)).length
    expect(await sees(as('town', null, { ...NOTHING, paths: ['/x/'] }))).toBe(1)
    expect(await sees(as('other', null, { ...NOTHING, paths: ['/y/'] }))).toBe(0)
    expect(await sees(as('own', null, { ...NOTHING, units: ['u'] }))).toBe(1)
  })

  it('writes numbers one way', () => {
    expect(plainNumber(' １３８-1234 5678')).toBe('13812345678')
  })
})

describe('releases', () => {
  const asker = () => as('asker', '换届通知')
  const call = (scope: Scope, query: Record<string, string>) => ({ scope, request: { query, params: {} } })
  const take = (query: Record<string, string>, scope = asker()) =>
    exportPersonal(context, call(scope, query), 'people.export', query)
  const ask = (query: Record<string, string>) =>
    context.database.write(asker(), (tx) =>
      askRelease(tx, asker(), context.clock, {
        export: 'people.export',
        query: selectionText(query),
        words: '名单',
        persons,
        purpose: '换届通知',
      }),
    )
  const decide = (id: string, account: string, release = true) =>
    context.database.write(as(account, null), (tx) =>
      decideRelease(tx, as(account, null), context.clock, { id, release, answer: '可以' }),
    )

  it('are not asked for below the threshold, nor for a masked file, nor where there is nobody to ask', async () => {
    persons = 50
    expect((await take({ area: 'x' })).clear).toBe(true)
    persons = 51
    expect((await take({ area: 'x' }, as('asker', null))).clear).toBe(false)
    expect((await take({ area: 'x' }, as(null, '备查'))).clear).toBe(true)
    await expect(take({ area: 'x' })).rejects.toThrow('51 人')
    await context.database.write(asker(), (tx) => setThreshold(tx, asker(), 60))
    expect((await take({ area: 'x' })).clear).toBe(true)
    expect(await trail()).toHaveLength(3)
  })

  it('let one file go out once, decided by somebody else', async () => {
    persons = 60
    const id = await ask({ area: 'x', q: '' })
    await expect(take({ area: 'x', release: id })).rejects.toThrow('放行')
    await expect(decide(id, 'asker')).rejects.toThrow('自己')
    await decide(id, 'second')
    await expect(take({ area: 'y', release: id })).rejects.toThrow('放行')
    await expect(take({ area: 'x', release: id }, as('thief', '偷看'))).rejects.toThrow('放行')
    persons = 61
    await expect(take({ area: 'x', release: id })).rejects.toThrow('放行')
    persons = 60
    expect((await take({ release: id, area: 'x' })).clear).toBe(true)
    await expect(take({ area: 'x', release: id })).rejects.toThrow('放行')
    const told = await Promise.all(['personal.ask-release', 'personal.decide-release', 'personal.read'].map(trail))
    expect(told.map((rows) => rows.length)).toEqual([1, 1, 1])
    expect(told[2]?.[0]?.details).toMatchObject({ persons: 60, release: id, purpose: '换届通知' })
  })

  it('end after a day, and when turned down', async () => {
    persons = 60
    const [late, refused] = [await ask({ area: 'x' }), await ask({ area: 'y' })]
    await decide(late, 'second')
    await decide(refused, 'second', false)
    await expect(decide(refused, 'third')).rejects.toThrow('没有这个放行请求')
    ;(context.clock as ReturnType<typeof testClock>).advance(24 * 3_600_000 + 1000)
    await expect(take({ area: 'x', release: late })).rejects.toThrow('放行')
    await expect(take({ area: 'y', release: refused })).rejects.toThrow('放行')
    const rows = await listReleases(context.database.as(as('second', null)), as('second', null), context.clock, {
      after: undefined,
      limit: 10,
    })
    expect(rows.map(({ state }) => state)).toEqual(['refused', 'expired'])
    const own = as('other', null, NOTHING_BUT_OWN)
    expect(await listReleases(context.database.as(own), own, context.clock, { after: undefined, limit: 9 })).toEqual([])
  })
})

const NOTHING_BUT_OWN = { ...NOTHING, units: ['none'] }

describe('rotation', () => {
  it('seals everything anew while it is read, then lets the old key go', async () => {
    const scope = as(null, '核对')
    const vault = makeVault(context.secrets, context.clock)
    const owners = Array.from({ length: 500 }, (_, no) => `m${String(no).padStart(3, '0')}`)
    await context.database.write(scope, async (tx) => {
      for (const owner of owners)
        await vault.put(tx, scope, { owner, kind: 'phone', text: `138${owner}`, path: null, account: null })
    })
    const path = context.config.keyFile
    expect(needsResealing(context)).toBe(false)
    rotateKeys(path)
    expect(needsResealing(context)).toBe(true)
    expect(() => retireKeys(path)).toThrow('还有数据')
    const read: (string | null)[] = []
    const eyes = openEyes(context.secrets, scope)
    let slices = 0
    const moved = await resealAll(context, () => {
      slices++
      const owner = owners[(slices * 97) % owners.length] ?? ''
      read.push(owner)
    })
    expect(moved).toBe(500)
    expect(slices).toBeGreaterThan(2)
    for (const owner of owners.filter((_, no) => no % 50 === 0)) {
      expect(await vault.open(context.database.as(scope), scope, owner, 'phone', eyes)).toBe(
        `138${owner.toUpperCase()}`,
      )
    }
    expect(() => retireKeys(path)).toThrow('还有数据')
    expect(await resealAll(context)).toBe(0)
    expect(retireKeys(path).retired).toEqual([1])
    expect(readKeyFile(path)?.keys.map(({ no }) => no)).toEqual([2])
    const stored = await rowsOf<{ sealed: string }>(context.database.owner, sql`select sealed from personal_vault`)
    expect(new Set(stored.map(({ sealed }) => keyNumberOf(sealed)))).toEqual(new Set([2]))
    expect(await vault.find(context.database.as(scope), scope, 'phone', '138m007')).toEqual(['m007'])
  })

  it('reads on between any two slices', async () => {
    const scope = as(null, '核对')
    const vault = makeVault(context.secrets, context.clock)
    await context.database.write(scope, async (tx) => {
      for (let no = 0; no < 450; no++)
        await vault.put(tx, scope, { owner: `m${no}`, kind: 'phone', text: `1380000${no}`, path: null, account: null })
    })
    rotateKeys(context.config.keyFile)
    const state = { going: true }
    const sealing = resealAll(context).finally(() => (state.going = false))
    let reads = 0
    do {
      const owner = `m${(reads * 37) % 450}`
      const text = await vault.open(context.database.as(scope), scope, owner, 'phone', openEyes(context.secrets, scope))
      expect(text).toBe(`1380000${owner.slice(1)}`)
      reads++
      await pause()
    } while (state.going)
    expect(await sealing).toBe(450)
  })
})

describe('starting', () => {
  it('refuses with sealed data and no key file, or another one, and makes none', async () => {
    // On the embedded database the folder is locked by the open context, so another connection is needed.
    if (context.config.databaseUrl === null) return
    const scope = as(null, '核对')
    const vault = makeVault(context.secrets, context.clock)
    await context.database.write(scope, (tx) =>
      vault.put(tx, scope, { owner: 'm', kind: 'phone', text: '13800000000', path: null, account: null }),
    )
    const elsewhere = `${context.config.keyFile}.elsewhere`
    const config = { ...context.config, keyFile: elsewhere }
    await expect(openContext(config, [room])).rejects.toThrow('没有密钥文件')
    const other = await openTestContext([])
    copyFileSync(other.config.keyFile, elsewhere)
    await other.close()
    await expect(openContext(config, [room])).rejects.toThrow('不是同一套')
    rmSync(elsewhere)
  })

  it('refuses a key file inside the data folder', async () => {
    const config = { ...context.config, keyFile: `${context.config.dataDir}/keys.json` }
    await expect(openContext(config, [room])).rejects.toThrow('在数据文件夹')
  })
})
