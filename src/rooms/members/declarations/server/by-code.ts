import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { readForStranger, writeForStranger } from '../../../access/server/public.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { declarationsProblem } from '../contract.ts'
import { readCode } from '../rules/code.ts'
import { judgeDeed } from '../rules/moves.ts'
import { DECLARANT, statusWords } from '../rules/words.ts'
import { codeHash } from './sealing.ts'
import { DECLARATION, type StoredDeclaration } from './stored.ts'
import { withdrawDeclaration } from './withdraw.ts'

/** Where it stands, for whoever holds the receipt; nothing of the person. @throws declarations.no-code */
export async function readStatus(context: Context, typed: string) {
  const found = await findByCode(context, readForStranger(context), typed)
  const { state, declared, changed, erased } = found
  return {
    state,
    words: statusWords[state],
    declared,
    changed,
    mayWithdraw: judgeDeed({ state, erased: erased !== null }, 'withdraw').ok,
  }
}

/** Takes back what one wrote: it is erased at once. @throws declarations.no-code, refused */
export async function withdrawByCode(context: Context, scope: Scope, typed: string) {
  const day = context.clock.today()
  await writeForStranger(context, scope, DECLARANT, async (tx, by) => {
    const found = await findByCode(context, tx, typed, true)
    const verdict = judgeDeed({ state: found.state, erased: found.erased !== null }, 'withdraw')
    if (!verdict.ok) throw declarationsProblem('refused', { why: verdict.why })
    await withdrawDeclaration(context, tx, by, found, { day, words: '本人撤回' })
    await runClock(context, tx, by, 'declarations', [found.id])
  })
  return { day }
}

async function findByCode(
  { config, secrets }: Context,
  db: Db | Tx,
  typed: string,
  lock = false,
): Promise<StoredDeclaration> {
  // What cannot be a code is looked for all the same, so that nothing is told by the time it takes.
  const hash = codeHash(secrets, readCode(typed) ?? typed)
  const [found] = await rowsOf<StoredDeclaration>(
    db,
    sql`select ${DECLARATION} from declaration where district = ${config.district} and code_hash = ${hash}
      ${lock ? sql`for update` : sql``}`,
  )
  if (!found) throw declarationsProblem('no-code')
  return found
}
