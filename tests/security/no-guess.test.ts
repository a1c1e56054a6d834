import { DefaultQueryExecutor, sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everybody } from '../../src/platform/server/gate.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { declaredNameHash, declaredPhoneHash } from '../../src/rooms/members/declarations/server/sealing.ts'
import { runAllClocks } from '../../src/rooms/organizations/deadlines/server/public.ts'
import { nameHash, nameKeys } from '../../src/rooms/members/server/public.ts'
import { openOffice, sampleFiles, type Office } from '../api/office.ts'
import { faultsOf, type Book, type Ground, type Statement } from './names-joined.ts'
import { ALL_ENDPOINTS, textOf } from './office.ts'

/**
 * Nobody's membership is ever inferred. Three proofs: no statement that the program sends joins persons of one book (the
 * register of members and applicants, the declarations, annual reports and lists of units, staff) with those of another,
 * or looks somebody of one up in another; the schema holds nothing by which the books could be joined; and what the program
 * says of declarations does not change with the register, nor anything else with a declaration of a member's own name.
 */
let office: Office
let ground: Ground
let statements: Statement[] = []
let purpose: string | null = null
let things: readonly string[] = []
let branch = ''
let firm = ''

interface Row {
  readonly id: string
}

/** Of everything that is sent to either database. */
const executors = Object.getPrototypeOf(DefaultQueryExecutor.prototype) as Pick<DefaultQueryExecutor, 'executeQuery'>
const plain = executors.executeQuery

beforeAll(async () => {
  executors.executeQuery = function (query, options) {
    statements.push(query)
    return plain.call(this as DefaultQueryExecutor, query, options) as ReturnType<typeof plain<never>>
  }
  office = await openOffice()
  const { context } = office
  context.gates.install({ caller: async () => everybody('经办', purpose), accounts: async () => false })
  await office.commit((await office.drop(await sampleFiles(office.folder, 60))).id)
  const [town] = await all<Row>(sql`select id from area where level = 'town' and valid_to is null order by id limit 1`)
  const [unit] = await all<Row>(sql`select id from unit where life = 'operating' order by id limit 1`)
  firm = unit?.id ?? ''
  await sql`update unit set instructor = '名单丙', members_reported = 5 where id = ${firm}`.execute(
    context.database.owner,
  )
  await sql`update unit_record set facts = facts || '{"instructor": "名单丙", "membersReported": 5}' where unit_id = ${firm}`.execute(
    context.database.owner,
  )
  const overrides = { 'organization.superior': '测试' }
  const made = {
    name: '松花江党支部',
    kind: 'branch',
    superior: null,
    area: town?.id,
    founded: '2015-01-01',
    overrides,
  }
  branch = (await send<Row>('/api/organizations', made)).id
  const members = [await member('名册甲', { unit: firm }), await member('同名乙', { phone: '13900000001' })]
  const { job } = await send<{ job: string }>('/api/plans', { capacity: 50 })
  await office.finished(job)
  const { id: plan } = await office.get<Row>('/api/plans/latest')
  const { id: snapshot } = await send<Row>('/api/snapshots', { name: '测试' })
  things = [firm, town?.id ?? '', branch, ...members, plan, snapshot]
  ground = await readGround()
}, 120_000)
afterAll(async () => {
  executors.executeQuery = plain
  await office.close()
})

const all = <T>(query: RawBuilder<unknown>): Promise<T[]> =>
  rowsOf<T>(office.context.database.owner, query as RawBuilder<T>)
const send = <T>(url: string, body: object): Promise<T> => office.send<T>('POST', url, body)

async function member(name: string, more: object = {}): Promise<string> {
  const fields = { name, status: 'full', organization: branch, day: '2020-01-01', reason: '补录', ...more }
  return (await send<Row>('/api/members', fields)).id
}

async function declare(name: string, phone: string, more: object = {}): Promise<{ id: string; code: string }> {
  const { consent } = await office.get<{ consent: { version: string } }>('/api/declare')
  const said = { name, phone, placeKind: 'elsewhere', relation: '外地支部', agreed: true, ...more }
  const { code } = await send<{ code: string }>('/api/declare', { ...said, consent: consent.version })
  const [row] = await all<Row>(sql`select id from declaration order by id desc limit 1`)
  return { id: row?.id ?? '', code }
}

async function act<T = unknown>(id: string, deed: string, more: object = {}): Promise<T> {
  const { version } = await office.get<{ version: number }>(`/api/declarations/${id}`)
  const day = office.context.clock.today()
  return send<T>(`/api/declarations/${id}/${deed}`, { version, day, ...more })
}

// ---------------------------------------------------------------- the ground

const BOOKS: readonly (readonly [RegExp, Book])[] = [
  [/^declaration(_event)?$/, 'declared'],
  [/^(member|development|dual|transfer|floating)(_|$)/, 'register'],
  [/^personal_vault$/, 'register'],
  [/^(unit|unit_record|unit_review|snapshot_unit|planner_instructor|proposal)$/, 'reported'],
  [/^(account|organization_post)$/, 'staff'],
]
const bookOf = (table: string): Book | undefined => BOOKS.find(([tables]) => tables.test(table))?.[1]

/** Keys of persons beside what the rooms declare: they tell as much as the name to whoever holds the other one. */
const KEYS = /^(name_hash|phone_hash|hash|key|sealed|said|texts)$/
/** Columns of that name that are keys of something else: of a row's content, of a file. */
const NO_KEY = ['unit_record.hash', 'unit_review.key']

async function readGround(): Promise<Ground> {
  const { context } = office
  const columns = await all<{ table: string; column: string }>(
    sql`select table_name as table, column_name as column from information_schema.columns where table_schema = current_schema()`,
  )
  const books = new Map(
    columns.flatMap(({ table }) => {
      const book = bookOf(table)
      return book === undefined ? [] : [[table, book] as const]
    }),
  )
  const personal = new Map<string, Set<string>>()
  const add = (table: string, column: string): void => {
    personal.set(table, (personal.get(table) ?? new Set()).add(column))
  }
  for (const { table, column } of context.personal.columns) add(table, column.split('.')[0] ?? '')
  for (const { table, column } of columns)
    if (books.has(table) && KEYS.test(column) && !NO_KEY.includes(`${table}.${column}`)) add(table, column)
  return { books, personal, persons: new Map() }
}

/** All by which somebody could be looked up, of the kinds of every book. */
function keysOf(name: string, phone: string | null): string[] {
  const { secrets } = office.context
  const numbers = phone === null ? [] : [phone, secrets.hash('phone', phone), declaredPhoneHash(secrets, phone)]
  return [name, nameHash(secrets, name), ...nameKeys(secrets, name), declaredNameHash(secrets, name), ...numbers]
}

const PERSONS: readonly (readonly [string, string | null, Book])[] = [
  ['申报丁', '13900000002', 'declared'],
  ['申报戊', '13900000003', 'declared'],
  ['名册甲', null, 'register'],
  ['名单丙', null, 'reported'],
]

const withPersons = (): Ground => ({
  ...ground,
  persons: new Map(PERSONS.flatMap(([name, phone, book]) => keysOf(name, phone).map((key) => [key, book] as const))),
})

/** Every reading endpoint, with every thing there is in its path; what each answered. */
async function readAll(skip: RegExp): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const [name, { method, path }] of Object.entries(ALL_ENDPOINTS)) {
    if (method !== 'GET' || skip.test(name)) continue
    for (const thing of path.includes(':') ? things : ['']) {
      const url = path.replace(/:\w+/g, encodeURIComponent(thing))
      const { status, bytes } = await office.raw({ method: 'GET', url })
      if (status === 200) answers.set(`${name} ${url}`, await textOf(bytes))
    }
  }
  return answers
}

const NOTHING_READ = /^(platform\.|access\.|audit\.)/

describe('no statement joins the books', () => {
  test('each table that holds somebody belongs to a book', () => {
    const tables = [...new Set(office.context.personal.columns.map(({ table }) => table))]
    expect(tables.filter((table) => !ground.books.has(table))).toEqual([])
    expect(ground.personal.get('declaration')).toEqual(
      new Set(['name', 'phone', 'identity', 'said', 'name_hash', 'phone_hash']),
    )
  })

  test('a planted join, a planted look-up and a planted comparison with a report are found', async () => {
    const key = nameHash(office.context.secrets, '申报丁')
    const planted = [
      sql`select m.id from member m join declaration d on d.district = m.district and d.name_hash = m.name_hash`,
      sql`select id from declaration where exists (select 1 from member_name_key k where k.key = declaration.name_hash)`,
      sql`select member.id, member.name from member, declaration where declaration.unit_id = member.unit_id`,
      sql`select r.unit_id from unit_record r join member as m on r.facts ->> 'instructor' = m.name`,
      sql`select p.organization from organization_post p where p.name in (select name from planner_instructor)`,
      sql`select id from member where name_hash = ${key}`,
      sql`select member from member_name_key where key = any(${[key]}::text[])`,
      sql`select id from unit where instructor = ${'申报丁'}`,
      sql`update member set lost_since = null where name_hash = ${key}`,
      sql`select id from declaration where name_hash = ${nameHash(office.context.secrets, '名册甲')}`,
    ]
    const innocent = [
      sql`select u.name, count(m.id) from unit u join member m on m.unit_id = u.id group by u.name`,
      sql`select unit_id, count(*) from declaration where state = ${'received'} group by unit_id`,
      sql`insert into member_name_key (district, key, member) values ('d', ${key}, 'm')`,
    ]
    // Text of a statement is what counts: they are sent nowhere.
    const sent = (queries: readonly RawBuilder<unknown>[]): Statement[] =>
      queries.map((query) => query.compile(office.context.database.owner))
    expect(sent(planted).filter((one) => faultsOf(withPersons(), [one]).length === 0)).toEqual([])
    expect(faultsOf(withPersons(), sent(innocent))).toEqual([])
  })

  test('nothing that is read, done to declarations, or counted at night', async () => {
    const person = { status: 'full', looked: true, reason: '本人申报' }
    statements = []
    purpose = null
    const first = await declare('申报丁', '13900000002', { workplace: '某厂' })
    const second = await declare('申报戊', '13900000003', { identity: '110101199003070118' })
    things = [...things, first.id, second.id]
    await act(first.id, 'assign', { unit: firm, town: null })
    for (const { id } of [first, second]) {
      await act(id, 'contact')
      await act(id, 'verify', { status: 'full' })
    }
    const answered = await readAll(NOTHING_READ)
    expect(answered.size).toBeGreaterThan(60)
    for (const name of [
      'declarations.list',
      'declarations.disagree',
      'members.list',
      'units.list',
      'planner.instructors',
    ])
      expect(
        [...answered.keys()].some((one) => one.startsWith(`${name} `)),
        name,
      ).toBe(true)
    purpose = '核实申报'
    await readAll(NOTHING_READ)
    await runAllClocks(office.context, office.context.localScope())
    await act(first.id, 'admit', { ...person, organization: branch, unit: firm })
    await act(second.id, 'transfer', { ...person, to: branch, fromText: '外地支部' })
    expect(statements.length).toBeGreaterThan(1000)
    expect(faultsOf(withPersons(), statements)).toEqual([])
  })

  test('and an identity number is compared with the register only where it was given, by somebody who says what for', async () => {
    const { secrets } = office.context
    const key = secrets.hash('identity', '11010119900307803X')
    const asked = () => statements.filter(({ parameters }) => parameters.includes(key)).length
    purpose = null
    const { id } = await declare('申报己', '13900000004', { identity: '11010119900307803X' })
    statements = []
    await act(id, 'contact')
    await readAll(NOTHING_READ)
    expect(asked()).toBe(0)
    purpose = '核实申报'
    await office.get(`/api/declarations/${id}`)
    expect(asked()).toBe(1)
    await act(id, 'withdraw')
  })
})

describe('the schema', () => {
  const two = (text: string): Book[] => [...new Set([...text.matchAll(/\w+/g)].flatMap(([word]) => bookOf(word) ?? []))]

  test('no foreign key leads from a book to another, nor into one', async () => {
    const keys = await all<{ from: string; to: string }>(
      sql`select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint where contype = 'f'`,
    )
    expect(keys.filter(({ from, to }) => bookOf(from) !== undefined || bookOf(to) !== undefined)).toEqual([])
  })

  test('no view, trigger or function sees a book but the ledger, and no policy of the declarations looks into another', async () => {
    const made = await all<{ name: string; text: string }>(
      sql`select c.relname as name, pg_get_viewdef(c.oid) as text from pg_class c
          join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname = current_schema()
        union all select t.tgname, t.tgrelid::regclass::text from pg_trigger t where not t.tgisinternal
        union all select p.proname, coalesce(p.prosrc, '') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname = current_schema()`,
    )
    expect(made.filter(({ text }) => two(text).some((book) => book !== 'reported')).map(({ name }) => name)).toEqual([])
    const policies = await all<{ table: string; text: string }>(
      sql`select tablename as table, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies
        where schemaname = current_schema()`,
    )
    /** Books that the policies of a book look into, beside its own. */
    const looks = (book: Book): (Book | undefined)[] => [
      ...new Set(
        policies
          .filter(({ table }) => bookOf(table) === book)
          .flatMap(({ text }) =>
            [...text.matchAll(/\b(?:from|join)\s+\(*(\w+)/gi)].map(([, table]) => bookOf(table ?? '')),
          )
          .filter((other) => other !== undefined && other !== book),
      ),
    ]
    expect(policies.filter(({ table }) => bookOf(table) === 'declared').length).toBeGreaterThan(3)
    expect(looks('declared')).toEqual([])
    // A member is reached with the unit.
    expect(looks('register')).toEqual(['reported'])
  })

  test('the same name and the same phone have other keys in every book', async () => {
    purpose = null
    const { id } = await declare('同名乙', '13900000001')
    const [mine] = await all<{ name: string; phone: string }>(
      sql`select name_hash as name, phone_hash as phone from declaration where id = ${id}`,
    )
    const keys = [mine?.name ?? '', mine?.phone ?? '']
    const texts = await all<{ table: string; column: string }>(
      sql`select table_name as table, column_name as column from information_schema.columns
        where table_schema = current_schema() and data_type in ('text', 'jsonb') and table_name not in ('declaration')`,
    )
    const known = [nameHash(office.context.secrets, '同名乙'), office.context.secrets.hash('phone', '13900000001')]
    const [found, others]: [string[], string[]] = [[], []]
    for (const { table, column } of texts) {
      const where = (some: readonly string[]) =>
        sql`select 1 from ${sql.table(table)} where ${sql.join(
          some.map((key) => sql`position(${key} in ${sql.ref(column)}::text) > 0`),
          sql` or `,
        )} limit 1`
      if ((await all(where(keys))).length > 0) found.push(`${table}.${column}`)
      if ((await all(where(known))).length > 0) others.push(`${table}.${column}`)
    }
    expect(found).toEqual([])
    // The search does find keys where there are some.
    expect(others).toEqual(expect.arrayContaining(['member.name_hash', 'member_name_key.key', 'personal_vault.hash']))
    const [row] = await all<{ text: string }>(
      sql`select string_agg(details::text, '') as text from audit where subject = ${id} or action like 'declarations.%'`,
    )
    for (const key of [...known, ...keys, '同名乙']) expect(row?.text).not.toContain(key)
    await act(id, 'withdraw')
  })
})

describe('the answers', () => {
  /** Of the declarations alone, and of everything else alone. */
  const ELSE = /^(?!declarations\.)/
  const DECLARED = /^(declarations|platform|access|audit|personal|deadlines|documents)\./

  test('about declarations are the same whoever of that name stands in the register, or does not', async () => {
    purpose = '核实申报'
    const namesake = await member('申报庚', { phone: '13900000005' })
    const { id, code } = await declare('申报庚', '13900000005')
    things = [...things, id]
    const ask = async () => {
      const status = await send('/api/declare/status', { code })
      return { ...Object.fromEntries(await readAll(ELSE)), status: JSON.stringify(status) }
    }
    const before = await ask()
    expect(Object.values(before).join('')).toContain('申报庚')
    const { version } = await office.get<{ version: number }>(`/api/members/${namesake}`)
    await send(`/api/members/${namesake}/correct`, {
      version,
      reason: '更正',
      fields: { name: '别的名', phone: '13700000000' },
    })
    expect(await ask()).toEqual(before)
    const removed = { version: version + 1, day: '2026-01-05', to: 'ended', endReason: 'moved-out', reason: '转出' }
    await send(`/api/members/${namesake}/status`, removed)
    expect(await ask()).toEqual(before)
    await send('/api/declare/withdraw', { code })
  })

  test('about anything else are the same whether a member declares or not', async () => {
    purpose = null
    const [first, before] = [await readAll(DECLARED), await readAll(DECLARED)]
    const still = [...before].filter(([url, text]) => first.get(url) === text)
    expect(still.length).toBeGreaterThan(before.size * 0.9)
    const { id } = await declare('名册甲', '13900000006', { workplace: '某厂' })
    await act(id, 'contact')
    await act(id, 'verify', { status: 'full' })
    const after = await readAll(DECLARED)
    expect(still.filter(([url, text]) => after.get(url) !== text).map(([url]) => url)).toEqual([])
  })
})
