import type { Db } from '../../../../platform/server/db/database.ts'
import { say, type Faults } from './faults.ts'
import { hashOtherwise, type StoredSeal } from './seals.ts'

/** Of so many broken seals it is found out whether they were exchanged; of more, each is only said to be broken. */
const MOST_COMPARED = 20

/**
 * Names the seals that were tampered with or taken away. Rows that belong to none because of that are told with them and
 * not one by one; returns whether it is so.
 */
export async function nameBroken(
  db: Db,
  district: string,
  broken: readonly StoredSeal[],
  missing: readonly number[],
  loose: number,
  faults: Faults,
): Promise<boolean> {
  const more = loose === 0 ? '' : `有 ${say(loose)} 条留痕因此不属于任何封存，无法核对。`
  for (const seal of broken) {
    const { no } = seal
    if (seal.whole && broken.length <= MOST_COMPARED) {
      const other = await exchangedWith(db, district, seal, broken)
      if (other !== null) {
        faults.add('reordered', no, null, `第 ${no} 次与第 ${other} 次封存被调换了位置。${more}`)
        continue
      }
      if ((await hashOtherwise(db, district, no, 'sorted')) === seal.hash) {
        faults.add('reordered', no, null, `第 ${no} 次封存里各条的次序被调换了。${more}`)
        continue
      }
    }
    faults.add('seal-broken', no, null, `第 ${no} 次封存本身被改动过，其中 ${say(seal.size)} 条无法逐条核对。${more}`)
  }
  for (const no of missing) faults.add('seal-broken', no, null, `缺第 ${no} 次封存：它被拿掉了。${more}`)
  return broken.length + missing.length > 0
}

/** The number that the seal was made with, where it is that of another broken one. */
async function exchangedWith(
  db: Db,
  district: string,
  seal: StoredSeal,
  broken: readonly StoredSeal[],
): Promise<number | null> {
  for (const { no } of broken) {
    if (no !== seal.no && (await hashOtherwise(db, district, seal.no, { as: no })) === seal.hash) return no
  }
  return null
}
