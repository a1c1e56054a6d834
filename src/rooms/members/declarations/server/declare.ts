import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import { isMasked } from '../../../../kernel/mask.ts'
import { reachesPath, type Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { findKeptMonths, writeForStranger } from '../../../access/server/public.ts'
import { refuseNumbers } from '../../server/admit.ts'
import { declarationsProblem, type declarationsEndpoints } from '../contract.ts'
import { codeOf, readCode } from '../rules/code.ts'
import { currentConsent, findConsent } from '../rules/consent.ts'
import { answerBy } from '../rules/deadlines.ts'
import { DECLARANT } from '../rules/words.ts'
import { RETENTION } from './keeping.ts'
import { findLink } from './notice.ts'
import { codeHash, declaredNameHash, declaredPhoneHash, sealSaid } from './sealing.ts'
import { dayOf } from './stored.ts'
import { findDistrict, listTowns } from './towns.ts'
import { findUnitPlace } from './units.ts'
import { writeDeclarationEvent } from './write-event.ts'

type Declared = z.infer<(typeof declarationsEndpoints)['declarations.declare']['input']>
type Entered = z.infer<(typeof declarationsEndpoints)['declarations.enter']['input']>

interface Row {
  readonly person: Omit<Declared, 'at' | 'agreed'>
  readonly unit: string | null
  readonly town: string | null
  readonly path: string
  readonly paper: boolean
  readonly consentDay: Day
  readonly months: number | null
  readonly note: string
}

/**
 * Takes what somebody says of themselves. Nobody is looked up: the answer is the same whoever it is, and what is in the
 * registers has no part in it. Written by the gate, since whoever declares reaches nothing.
 *
 * @throws declarations.consent-changed, refused; members.bad-number, refused
 */
export async function declare(context: Context, scope: Scope, { at, ...person }: Declared) {
  const { database, clock } = context
  const db = database.as(scope)
  const today = clock.today()
  if (person.consent !== currentConsent().version) throw declarationsProblem('consent-changed')
  const link = at === undefined ? null : await findLink(context, at)
  const town = await placeOf(context, db, scope, person.town ?? link?.town ?? null)
  const months = await findKeptMonths(context, db, scope, RETENTION)
  const by = answerBy(today, await findRuleBook(db, scope, today))
  // To declare is to say that one is a member, and the trail is read by many: it knows nothing but that somebody did.
  const { code } = await writeForStranger(context, scope, DECLARANT, (tx, stranger) =>
    writeDeclaration(context, tx, stranger, {
      person,
      unit: link?.unit ?? null,
      ...town,
      paper: false,
      consentDay: today,
      months,
      note: '',
    }),
  )
  return { code, day: today, by }
}

/**
 * Enters a form that somebody signed on paper. @throws declarations.refused, bad-day; members.bad-number, refused
 */
export async function enter(context: Context, scope: Scope, { unit, signed, note, ...person }: Entered) {
  const { database, clock } = context
  if (findConsent(person.consent) === null) throw declarationsProblem('refused', { why: '没有这个版本的告知书' })
  const consentDay = dayOf(signed)
  if (consentDay > clock.today()) throw declarationsProblem('bad-day', { why: `${signed} 还没有到` })
  return database.write(scope, async (tx) => {
    const place = unit === null ? null : await findUnitPlace(context, tx, scope, unit)
    const town = await placeOf(context, tx, scope, person.town ?? place?.town ?? null)
    if (!reachesPath(scope, town.path)) throw declarationsProblem('refused', { why: '选你负责的镇街' })
    const months = await findKeptMonths(context, tx, scope, RETENTION)
    return database.derive(tx, scope, (wide) =>
      writeDeclaration(context, tx, wide, { person, unit, ...town, paper: true, consentDay, months, note }),
    )
  })
}

async function placeOf({ clock }: Context, db: Db | Tx, scope: Scope, town: string | null) {
  if (town === null) return { town, path: (await findDistrict(db, scope, clock.today())).path }
  const found = (await listTowns(db, scope, clock.today())).find(({ id }) => id === town)
  if (!found) throw declarationsProblem('refused', { why: '没有这个镇街，请重新选择' })
  return { town, path: found.path }
}

async function writeDeclaration(
  context: Context,
  tx: Tx,
  scope: Scope,
  { person, unit, town, path, paper, consentDay, months, note }: Row,
): Promise<{ id: string; code: string }> {
  const { clock, secrets } = context
  const { name, phone, identity, placeKind, relation, workplace, joined } = person
  if (isMasked(name)) throw declarationsProblem('refused', { why: '写完整的姓名' })
  refuseNumbers({ identity, phone })
  const [id, today] = [clock.id(), clock.today()]
  const code = codeOf(randomBytes(12))
  await sql`insert into declaration (district, id, state, name, name_hash, phone, phone_hash, identity, said, place_kind,
      unit_id, town, path, declared, paper, consent, consent_day, consent_months, code_hash, changed, changed_at)
    values (${scope.district}, ${id}, 'received', ${secrets.seal(name)}, ${declaredNameHash(secrets, name)},
      ${secrets.seal(phone)}, ${declaredPhoneHash(secrets, phone)}, ${identity === null ? null : secrets.seal(identity)},
      ${sealSaid(secrets, { relation, workplace, joined })}, ${placeKind}, ${unit}, ${town}, ${path}, ${today}, ${paper},
      ${person.consent}, ${consentDay}, ${months}, ${codeHash(secrets, readCode(code) ?? code)}, ${today},
      ${clock.now().toISOString()})`.execute(tx)
  await writeDeclarationEvent(context, tx, scope, {
    declaration: id,
    path,
    day: today,
    deed: paper ? 'enter' : 'declare',
    words: paper ? `录入纸质申报表（本人 ${consentDay} 签名）` : '本人申报',
    reason: note,
    state: 'received',
  })
  await runClock(context, tx, scope, 'declarations', [id])
  return { id, code }
}
