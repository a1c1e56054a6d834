import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { personalExport, TOLD, type Persons } from '../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersEndpoints, type MemberFilter } from '../contract.ts'
import { layoutsOfExport, type ExportedMember } from '../rules/export-columns.ts'
import { filterMembers } from './filter.ts'
import { openName } from './keys.ts'
import { nameWorkplaces } from './workplaces.ts'

type ExportInput = z.infer<(typeof membersEndpoints)['members.export']['input']>

export const membersExports = {
  'members.export': personalExport({
    endpoint: membersEndpoints['members.export'],
    words: '党员名册，含姓名、公民身份号码、电话',
    persons: (db, scope, input, context) => findPersons(context, db, scope, filterOf(input)),
  }),
}

export function filterOf({
  format: _format,
  layout: _layout,
  release: _release,
  ...filter
}: ExportInput): MemberFilter {
  return filter
}

async function findPersons(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db,
  scope: Scope,
  filter: MemberFilter,
): Promise<Persons> {
  const where = await filterMembers(context, db, scope, filter)
  const rows = await rowsOf<{ name: string; n: number }>(
    db,
    sql`select name, count(*) over ()::int as n from member where ${where} order by id collate "C" limit ${TOLD}`,
  )
  return { count: rows[0]?.n ?? 0, names: rows.map(({ name }) => openName(context.secrets, name)) }
}

const PAGE = 1000

type Exported = ExportedMember & { id: string; chain: string; organization: string | null; workplace: string | null }

/** The rows of a selection (`filterMembers`, asked before the file begins: what is refused is refused whole), page by page in the order of the organisations, as cells of the layout's columns. */
export async function* exportMembers(
  context: Pick<Context, 'secrets' | 'database'>,
  db: Db,
  scope: Scope,
  where: RawBuilder<boolean>,
  layout: keyof typeof layoutsOfExport,
  eyes: Eyes,
): AsyncGenerator<(string | null)[]> {
  const { secrets } = context
  let after: { chain: string; id: string } | null = null
  for (;;) {
    const beyond: ReturnType<typeof sql> =
      after === null
        ? sql``
        : sql`and (member.chain collate "C", member.id collate "C") > (${after.chain}, ${after.id})`
    const found = await rowsOf<Exported>(
      db,
      sql`with page as materialized (select member.* from member where ${where} ${beyond}
          order by member.chain collate "C", member.id collate "C" limit ${PAGE})
        select page.id, page.chain, page.name, page.gender, page.born, page.ethnicity, page.education, page.status, page.place,
          o.id as organization, o.name as "organizationName", u.name as "unitName", page.unit_id as workplace, page.joined, page.full_on as "fullOn", page.job,
          page.post_kind as "postKind", page.group_kind as "group", page.floating, page.lost_since as "lostSince", page.since,
          i.sealed as identity, p.sealed as phone
        from page left join organization o on o.district = page.district and o.id = page.organization
        left join unit u on u.district = page.district and u.id = page.unit_id
        left join personal_vault i on i.district = page.district and i.owner = page.id and i.kind = 'identity'
        left join personal_vault p on p.district = page.district and p.owner = page.id and p.kind = 'phone'
        order by page.chain collate "C", page.id collate "C"`,
    )
    const rows = await nameWorkplaces(context, db, scope, found)
    for (const row of rows) {
      const number = (kind: 'identity' | 'phone'): string | null => {
        const sealed = row[kind]
        return sealed === null ? null : eyes.show(kind, secrets.open(sealed), row.id)
      }
      const shown: ExportedMember = {
        ...row,
        name: eyes.show('name', openName(secrets, row.name)),
        identity: number('identity'),
        phone: number('phone'),
      }
      yield layoutsOfExport[layout].map(({ cell }) => cell(shown))
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = { chain: last.chain, id: last.id }
  }
}
