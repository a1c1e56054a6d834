import { sql } from 'kysely'
import type { PersonalKind } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { readDay } from '../../../standards/dates.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { openEyes } from '../../../platform/server/personal/eyes.ts'
import type { OwnFactRow, OwnFacts } from '../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem, type MemberPage } from '../contract.ts'
import { memberStatusNames, placeNames, postKindNames } from '../rules/words.ts'
import { correctMember, type Corrections } from './correct.ts'
import { readMember } from './member-page.ts'

const WHERE = '党员名册'
const NEEDED = '名册要有这一项；党籍和组织关系按手续变'

interface Line {
  readonly key: keyof Corrections | 'status' | 'organization' | 'floating' | 'lostSince'
  readonly label: string
  readonly kind?: PersonalKind
  readonly say: (member: MemberPage) => string | null
  /** What may be set right at the person's word, after somebody has looked. */
  readonly correctable?: true
  /** What nobody needs: it goes when the person asks for it. */
  readonly goes?: true
}

const LINES: readonly Line[] = [
  { key: 'name', label: '姓名', kind: 'name', say: ({ name }) => name, correctable: true },
  {
    key: 'identity',
    label: '公民身份号码',
    kind: 'identity',
    say: ({ identity }) => identity,
    correctable: true,
    goes: true,
  },
  { key: 'phone', label: '电话', kind: 'phone', say: ({ phone }) => phone, correctable: true, goes: true },
  { key: 'status', label: '党员身份', say: ({ status }) => memberStatusNames[status] },
  { key: 'organization', label: '党组织', say: ({ organizationName }) => organizationName },
  { key: 'place', label: '组织关系所在', say: ({ place }) => placeNames[place] },
  { key: 'unit', label: '工作单位', say: ({ unitName }) => unitName },
  { key: 'joined', label: '入党日期', say: ({ joined }) => joined, correctable: true },
  { key: 'fullOn', label: '转正日期', say: ({ fullOn }) => fullOn, correctable: true },
  { key: 'born', label: '出生日期', say: ({ born }) => born, correctable: true, goes: true },
  {
    key: 'gender',
    label: '性别',
    say: ({ gender }) => (gender === null ? null : gender === 'male' ? '男' : '女'),
    correctable: true,
    goes: true,
  },
  { key: 'ethnicity', label: '民族', say: ({ ethnicity }) => ethnicity, correctable: true, goes: true },
  { key: 'education', label: '学历', say: ({ education }) => education, correctable: true, goes: true },
  { key: 'job', label: '工作岗位', say: ({ job }) => job, correctable: true, goes: true },
  {
    key: 'postKind',
    label: '岗位类别',
    say: ({ postKind }) => (postKind === null ? null : postKindNames[postKind]),
    goes: true,
  },
  { key: 'group', label: '新就业群体类别', say: ({ group }) => group, correctable: true, goes: true },
  { key: 'floating', label: '流动党员', say: ({ floating }) => (floating ? '是' : null) },
  { key: 'lostSince', label: '失去联系', say: ({ lostSince }) => lostSince },
]

/** What the register holds on whoever the account belongs to: every fact, every place of the relation, everything done. */
export const membersOwnFacts: OwnFacts = {
  prefix: 'member.',
  async facts(context, db, scope, account) {
    const id = await findOwn(db, scope, account)
    if (id === null) return []
    // One's own, in the clear.
    const member = await readMember(context, db, scope, id, openEyes(context.secrets, { purpose: '本人' }))
    const row = (key: string, label: string, value: string | null, since: string): OwnFactRow => ({
      key: `member.${key}`,
      label,
      value,
      where: WHERE,
      since,
      keptUntil: null,
      correctable: false,
      stays: NEEDED,
      kind: null,
    })
    const lines = LINES.map(({ key, label, kind, say, correctable, goes }) => {
      const value = say(member)
      return {
        ...row(key, label, value, member.since),
        kind: kind ?? null,
        correctable: correctable ?? false,
        stays: goes !== true ? NEEDED : value === null ? '没有存，不用删' : null,
      }
    })
    return [
      ...lines,
      ...member.history.map(({ from, to, organizationName, words }, at) =>
        row(`relation.${at}`, '组织关系', `${organizationName} · ${words}${to === null ? '' : ` · 至 ${to}`}`, from),
      ),
      ...member.partIn.map(({ name, from, to }, at) =>
        row(`part.${at}`, '双重组织生活', `${name}${to === null ? '' : ` · 至 ${to}`}`, from),
      ),
      ...member.events.map(({ id: event, day, words, reason, by }) =>
        row(`event.${event}`, '变动记录', `${words}（${reason}，${by} 办）`, day),
      ),
    ]
  },
  async change(context, tx, scope, { account, key, value, reason }) {
    const id = await findOwn(tx, scope, account)
    const line = LINES.find((one) => `member.${one.key}` === key)
    if (id === null || !line) throw membersProblem('not-found')
    await correctMember(context, tx, scope, id, { fields: read(context, line, value), reason: `本人请求：${reason}` })
  },
}

async function findOwn(db: Db | Tx, scope: Scope, account: string): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    db,
    sql`select id from member where district = ${scope.district} and account = ${account}`,
  )
  return row?.id ?? null
}

/** What the person wrote, as the register keeps it. */
function read({ clock }: Pick<Context, 'clock'>, { key, goes }: Line, value: string | null): Corrections {
  if (value === null || value === '') {
    if (goes !== true) throw membersProblem('refused', { why: NEEDED })
    return { [key]: null }
  }
  if (key === 'joined' || key === 'fullOn' || key === 'born') {
    const day = readDay(value, { today: clock.today() })
    if (!day.ok) throw membersProblem('bad-day', { why: day.words })
    return { [key]: day.day }
  }
  if (key === 'gender') return { gender: value.startsWith('女') ? 'female' : 'male' }
  return { [key]: value }
}
