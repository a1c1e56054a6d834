import { sql } from 'kysely'
import type { PersonalKind } from '../../../../kernel/mask.ts'
import { readDay } from '../../../../standards/dates.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { MASKED } from '../../../../platform/server/personal/eyes.ts'
import type { OwnFactRow, OwnFacts } from '../../../../platform/server/personal/kinds.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findOrganization } from '../../../organizations/server/public.ts'
import { openName } from '../../server/public.ts'
import { developmentProblem, type Asked } from '../contract.ts'
import { sayCase } from '../rules/sentences.ts'
import { nextStep, standingOf } from '../rules/standing.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { endNames, stageNames, stepNames } from '../rules/words.ts'
import { BESIDE, CASE, doneOf, type CaseRecord } from './cases.ts'
import { correctCase } from './change-case.ts'
import { listPersons } from './case-page.ts'

type Fields = Asked<'development.correct'>['fields']

const WHERE = '发展党员'
const NEEDED = '党组织发展党员的依据，随材料保存'
const OF_MEMBER = '已经在党员名册里，在名册的各项里更正'

interface Line {
  readonly key: 'name' | 'born' | 'gender' | 'ethnicity' | 'education' | 'job'
  readonly label: string
  readonly kind?: PersonalKind
  readonly say: (row: CaseRecord, context: Pick<Context, 'secrets'>) => string | null
  /** What nobody needs: it goes when the person asks for it. */
  readonly goes: boolean
}

const LINES: readonly Line[] = [
  { key: 'name', label: '姓名', kind: 'name', say: ({ name }, { secrets }) => openName(secrets, name), goes: false },
  { key: 'born', label: '出生日期', say: ({ born }) => born, goes: false },
  {
    key: 'gender',
    label: '性别',
    say: ({ gender }) => (gender === null ? null : gender === 'male' ? '男' : '女'),
    goes: true,
  },
  { key: 'ethnicity', label: '民族', say: ({ ethnicity }) => ethnicity, goes: true },
  { key: 'education', label: '学历', say: ({ education }) => education, goes: true },
  { key: 'job', label: '职务', say: ({ job }) => job, goes: true },
]

/** What is kept of the way to membership of whoever the account belongs to: who, how far, each step with its day. */
export const developmentOwnFacts: OwnFacts = {
  prefix: 'development.',
  async facts(context, db, scope, account) {
    const cases = await findOwn(db, scope, account)
    const rows: OwnFactRow[] = []
    for (const row of cases) rows.push(...(await rowsOfCase(context, db, scope, row)))
    return rows
  },
  async change(context, tx, scope, { account, key, value, reason }) {
    const [, id, field] = key.split('.')
    const line = LINES.find((one) => one.key === field)
    await context.database.derive(tx, scope, async (wide) => {
      const row = (await findOwn(tx, wide, account)).find((one) => one.id === id)
      if (row === undefined || line === undefined) throw developmentProblem('not-found')
      const fields = read(context, line, value)
      const { version } = row
      await correctCase(context, tx, wide, { id: row.id, version, fields, reason: `本人请求：${reason}` })
    })
  },
}

async function findOwn(db: Db | Tx, { district }: Scope, account: string): Promise<CaseRecord[]> {
  return rowsOf<CaseRecord>(
    db,
    sql`select ${CASE} from development ${BESIDE} where development.district = ${district}
      and (development.account = ${account} or development.member in
        (select m.id from member m where m.district = ${district} and m.account = ${account}))
      order by development.id`,
  )
}

async function rowsOfCase(
  context: Pick<Context, 'secrets' | 'clock' | 'database'>,
  db: Db | Tx,
  scope: Scope,
  row: CaseRecord,
): Promise<OwnFactRow[]> {
  const today = context.clock.today()
  const done = doneOf(row)
  const standings = standingOf(
    { done, extended: row.extended, special: row.special },
    today,
    await findRuleBook(db, scope, today),
  )
  const of = (key: string, label: string, value: string | null, since: string): OwnFactRow => ({
    key: `development.${row.id}.${key}`,
    label,
    value,
    where: WHERE,
    since,
    keptUntil: null,
    correctable: false,
    stays: NEEDED,
    kind: null,
  })
  // Whoever has no work here reaches no organisation: the own one is told by name.
  const seat = await context.database.beyond(db, scope, (around, wide) =>
    findOrganization(around, wide, row.organization),
  )
  const began = done.get('apply') ?? row.stageSince ?? today
  const open = row.state === 'open' && row.member === null
  const end = row.end === null ? null : endNames[row.end]
  // Contacts and introducers are other people: the page tells that they are kept, not who they are.
  const persons = await listPersons(context, db, scope, row.id, MASKED)
  return [
    of('stage', '阶段', `${stageNames[row.stage]}。${sayCase({ ...row, end }, nextStep(standings, done))}`, began),
    of('organization', '党组织', seat?.name ?? row.organizationName, began),
    ...LINES.map(({ key, label, kind, say, goes }): OwnFactRow => {
      const value = say(row, context)
      return {
        ...of(key, label, value, began),
        kind: kind ?? null,
        correctable: open,
        stays: !open
          ? row.member === null
            ? NEEDED
            : OF_MEMBER
          : !goes
            ? NEEDED
            : value === null
              ? '没有存，不用删'
              : null,
      }
    }),
    ...(persons.contact.length === 0 ? [] : [of('contacts', '培养联系人', persons.contact.join('、'), began)]),
    ...(persons.introducer.length === 0 ? [] : [of('introducers', '入党介绍人', persons.introducer.join('、'), began)]),
    ...standings
      .filter(({ key }) => done.has(key))
      .map(({ key, day }) => of(`step-${key}`, stepNames[key], day ?? '接手前已办', day ?? began)),
  ]
}

/** What the person wrote, as the case keeps it. */
function read({ clock }: Pick<Context, 'clock'>, { key, goes }: Line, value: string | null): Fields {
  const no = (why: string) => developmentProblem('cannot-do', { why })
  if (value === null || value === '') {
    if (!goes) throw no(NEEDED)
    return { [key]: null }
  }
  if (key === 'born') {
    const day = readDay(value, { today: clock.today() })
    if (!day.ok) throw no(day.words)
    return { born: day.day }
  }
  if (key === 'gender') return { gender: value.startsWith('女') ? 'female' : 'male' }
  return { [key]: value }
}
