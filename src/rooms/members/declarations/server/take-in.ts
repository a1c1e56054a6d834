import type { z } from 'zod'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { requireChangeable } from '../../../organizations/server/public.ts'
import { admitMember } from '../../server/public.ts'
import { refuseKnown } from '../../server/refuse-known.ts'
import { openTransfer } from '../../transfers/server/public.ts'
import { declarationsProblem, type declarationsEndpoints } from '../contract.ts'
import { readVerified } from './deeds.ts'
import { openSealed } from './sealing.ts'
import { lockDeclaration, type StoredDeclaration } from './stored.ts'
import { writeMove } from './write-move.ts'

type Asked<Name extends keyof typeof declarationsEndpoints> = z.infer<(typeof declarationsEndpoints)[Name]['input']>

/**
 * Takes somebody into the register whose relation sits here already. Whether there is a record of the person is what
 * whoever acts has looked up (`looked`); the server looks by the identity number alone, and only when the person gave it
 * and a purpose is stated. It never looks by name.
 *
 * @throws declarations.purpose-needed, refused; members.on-file, refused, bad-day, bad-number; organizations.not-found
 */
export async function admit(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.admit'>) {
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'admit', context.clock.today())
  const { organization, place, status, joined, fullOn, reason } = asked
  const set = await readVerified(context, tx, scope, asked)
  const unit = asked.unit ?? before.unit
  if (organization !== null) await requireChangeable(tx, scope, organization)
  else if (unit === null) throw declarationsProblem('refused', { why: '党组织和工作单位至少写一个' })
  const person = openPerson(context, scope, before)
  await refuseKnown(context, tx, scope, { ...person, organization, unit, born: null }, true)
  const member = await admitMember(
    context,
    tx,
    scope,
    { ...person, ...NOTHING_ELSE, organization, unit, place, status, joined, fullOn, source: 'declaration' },
    { day, reason },
  )
  const words = '登记到党员名册'
  await writeMove(context, tx, scope, before, {
    deed: 'admit',
    to,
    day,
    words,
    reason,
    set: { ...set, unit_id: unit, member, ended: day },
  })
}

/**
 * Opens the transfer into the district; from then on the transfer says how it goes on (`react.ts`).
 *
 * @throws declarations.purpose-needed, refused; transfers.refused; members.on-file, bad-day, bad-number; organizations.*
 */
export async function transferIn(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.openTransfer'>) {
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'transfer', context.clock.today())
  const { place, status, joined, fullOn, fromText, reason } = asked
  const set = await readVerified(context, tx, scope, asked)
  const unit = asked.unit ?? before.unit
  const transfer = await openTransfer(context, tx, scope, {
    ...openPerson(context, scope, before),
    direction: 'in',
    member: null,
    status,
    joined,
    fullOn,
    unit,
    place,
    fromText,
    to: asked.to,
    other: true,
    reason,
  })
  const words = '办理组织关系转入'
  await writeMove(context, tx, scope, before, { deed: 'transfer', to, day, words, reason, set: { ...set, transfer } })
}

const NOTHING_ELSE = {
  gender: null,
  born: null,
  ethnicity: null,
  education: null,
  job: null,
  postKind: null,
  group: null,
} as const

/** As the person wrote it. With an identity number only for somebody who said what for: it is compared with the register. */
function openPerson({ secrets }: Context, scope: Scope, { name, phone, identity }: StoredDeclaration) {
  if (identity !== null && scope.purpose === null) throw declarationsProblem('purpose-needed')
  if (name === null) throw declarationsProblem('refused', { why: '个人信息已经删除' })
  return { name: secrets.open(name), phone: openSealed(secrets, phone), identity: openSealed(secrets, identity) }
}
