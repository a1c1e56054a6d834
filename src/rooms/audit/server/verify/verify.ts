/**
 * Verifies the chain from its first seal. Each seal must have the hash of what it holds and name the hash of the seal
 * before (then nobody changed, exchanged or took away a seal in the middle); each row must have the hash that its seal
 * holds. Rows are compared in stretches: as long as seals follow the order of ids, one walk along the key shows that
 * between two ids stand exactly the sealed rows. Where that fails (late commits, clocks set back, tampering) the rows of
 * the stretch are looked up one by one, and rows that no seal holds are searched between its ids.
 *
 * What is missing at the end shows only against a head that somebody noted before.
 */
import { pause, rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { sql } from 'kysely'
import type { Verdict } from '../../contract.ts'
import { NO_HASH } from '../chain-sql.ts'
import { Faults, say } from './faults.ts'
import { judgeHead, type NotedHead } from './noted-head.ts'
import { nameBroken } from './broken-seals.ts'
import { erasedUntil, findBad, findLoose, findVanished, holdsExactly, isEmpty, type Stretch } from './rows.ts'
import { listSizes, readSeals, SLICE, type StoredSeal } from './seals.ts'
import { stretchesOf } from './stretches.ts'

export interface VerifyOptions {
  readonly noted?: NotedHead | null
  readonly report?: (doing: string, progress: number | null) => void
}

/** Reads as the gate does: the whole trail of the district. */
export async function verifyChain(db: Db, district: string, options: VerifyOptions = {}): Promise<Verdict> {
  const began = performance.now()
  const faults = new Faults()
  const noted = options.noted ?? null
  const walk = new Walk(db, district, faults, noted?.no ?? 0)
  await walk.seals(options.report ?? (() => {}))
  const loose = await walk.loose()
  const lost = await nameBroken(db, district, walk.broken, walk.missing, loose.length, faults)
  const named = [...walk.broken.map(({ no }) => no), ...walk.missing]
  // A noted seal that is already named is not the same as noted for the reason already told.
  const cut =
    noted !== null && !named.includes(noted.no) && judgeHead(noted, walk.head, walk.notedHash, loose.length, faults)
  if (!lost && !cut) {
    for (const id of loose)
      faults.add(
        'added',
        null,
        id,
        `编号 ${id} 的一条不在任何封存里，也不在等待封存之列：是绕过系统添加的，或者封存它的那次被拿掉了。`,
      )
  }
  for (const id of await findVanished(db, district))
    faults.add('removed', null, id, `编号 ${id} 的一条在等待封存时被删掉了。`)
  const head = noted === null || noted.no === 0 ? '' : `；与抄下的链头（第 ${noted.no} 次）一致`
  const seconds = (performance.now() - began) / 1000
  const counted = `核验了 ${say(walk.rows)} 条、${say(walk.count)} 次封存`
  const erased = walk.erased === 0 ? '' : `；另有 ${say(walk.erased)} 条原文已按保存期限清除，封存仍在`
  return {
    ok: faults.count === 0,
    sentence:
      faults.count === 0
        ? `${counted}：完整，没有改动、缺失或添加${erased}${head}。`
        : `${counted}：发现 ${say(faults.count)} 处问题${erased}。`,
    rows: walk.rows,
    seals: walk.count,
    seconds: Math.round(seconds * 100) / 100,
    faults: faults.named,
  }
}

class Walk {
  readonly broken: StoredSeal[] = []
  readonly missing: number[] = []
  rows = 0
  count = 0
  erased = 0
  head = { no: 0, hash: NO_HASH }
  /** Hash of the seal that somebody noted, as it is now. */
  notedHash: string | null = null
  readonly #db: Db
  readonly #district: string
  readonly #faults: Faults
  readonly #noted: number
  /** Stretches of ids in which rows may stand that no seal holds. */
  readonly #doubtful: { after: string; last: string }[] = []
  /** Everything up to this id has been accounted for. */
  #upTo = ''
  #erasedUntil = 0
  /** The seal before; its hash is null where it is broken itself, which is told already. */
  #before: { readonly no: number; readonly hash: string | null } = { no: 0, hash: NO_HASH }

  constructor(db: Db, district: string, faults: Faults, noted: number) {
    this.#db = db
    this.#district = district
    this.#faults = faults
    this.#noted = noted
  }

  async seals(report: (doing: string, progress: number | null) => void): Promise<void> {
    this.#erasedUntil = await erasedUntil(this.#db, this.#district)
    const [all] = await rowsOf<{ total: number | null }>(
      this.#db,
      sql`select total from audit_seal where district = ${this.#district} order by no desc limit 1`,
    )
    for (;;) {
      const sizes = await listSizes(this.#db, this.#district, this.head.no)
      if (sizes.length === 0) return
      for (let at = 0; at < sizes.length;) {
        let rows = sizes[at]?.size ?? 0
        let end = at + 1
        while (end < sizes.length && end - at < 200 && rows + (sizes[end]?.size ?? 0) <= SLICE)
          rows += sizes[end++]?.size ?? 0
        await this.#batch(await readSeals(this.#db, this.#district, sizes[at]?.no ?? 0, sizes[end - 1]?.no ?? 0))
        report(
          `核验到第 ${say(this.head.no)} 次封存`,
          all?.total ? Math.min(1, (this.rows + this.erased) / all.total) : null,
        )
        at = end
      }
    }
  }

  async loose(): Promise<string[]> {
    const found: string[] = []
    for (const { after, last } of this.#doubtful)
      found.push(...(await findLoose(this.#db, this.#district, after, last)))
    found.push(...(await findLoose(this.#db, this.#district, this.#upTo, null)))
    return [...new Set(found)]
  }

  async #batch(seals: readonly StoredSeal[]): Promise<void> {
    const good = seals.filter((seal) => this.#link(seal))
    for (const stretch of stretchesOf(good)) await this.#compare(stretch)
  }

  /** Whether the seal itself can be trusted. */
  #link(seal: StoredSeal): boolean {
    const before = this.#before
    this.count++
    this.head = { no: seal.no, hash: seal.hash }
    if (seal.no === this.#noted) this.notedHash = seal.hash
    const sound = seal.own === seal.hash && seal.whole
    this.#before = { no: seal.no, hash: sound ? seal.hash : null }
    for (let no = before.no + 1; no < seal.no && no < before.no + 1000; no++) this.missing.push(no)
    if (!sound) {
      this.broken.push(seal)
      return false
    }
    if (seal.no === before.no + 1 && before.hash !== null && before.hash !== seal.previous) {
      this.#faults.add(
        'reordered',
        seal.no,
        null,
        `第 ${seal.no} 次封存接不上第 ${before.no} 次：第 ${before.no} 次被整个换过，或次序被调换。`,
      )
    }
    return true
  }

  async #compare(stretch: Stretch): Promise<void> {
    // The embedded database answers without ever letting go of the thread.
    await pause()
    const { ascending } = stretch
    const forward = ascending !== null && ascending.first > this.#upTo
    const after = this.#upTo
    if (forward) {
      this.#upTo = ascending.last
      if (stretch.nos[1] <= this.#erasedUntil) {
        if (await isEmpty(this.#db, this.#district, after, ascending.last)) {
          this.erased += stretch.size
          return
        }
      } else if (await holdsExactly(this.#db, this.#district, after, ascending.last, stretch)) {
        this.rows += stretch.size
        return
      }
      this.#doubtful.push({ after, last: ascending.last })
    }
    const bad = await findBad(this.#db, this.#district, stretch)
    this.rows += stretch.size
    for (const { no, id, gone } of bad) {
      if (gone && no <= this.#erasedUntil) {
        this.rows--
        this.erased++
      } else if (gone) this.#faults.add('removed', no, id, `第 ${no} 次封存里编号 ${id} 的一条被删掉了。`)
      else this.#faults.add('changed', no, id, `第 ${no} 次封存里编号 ${id} 的一条在封存之后被改动过。`)
    }
  }
}
