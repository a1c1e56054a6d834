import { auditProblem } from '../../contract.ts'
import { say, type Faults } from './faults.ts'

/** A head that somebody wrote down or printed. */
export interface NotedHead {
  readonly no: number
  /** 64 hexadecimal digits. */
  readonly hash: string
}

/** `12:9f…`, also with a full-width colon. Throws `audit.head-unreadable`. */
export function readHead(text: string): NotedHead {
  const found = /^\s*(\d{1,9})\s*[:：]\s*([0-9a-f]{64})\s*$/i.exec(text)
  if (!found) throw auditProblem('head-unreadable')
  return { no: Number(found[1]), hash: (found[2] ?? '').toLowerCase() }
}

export function writeHead({ no, hash }: NotedHead): string {
  return `${no}:${hash}`
}

/**
 * Compares with the chain of today. Returns whether seals are missing at the end, so that the rows which they held belong
 * to none.
 */
export function judgeHead(
  noted: NotedHead,
  head: NotedHead,
  hashNow: string | null,
  loose: number,
  faults: Faults,
): boolean {
  if (noted.no === 0) return false
  if (noted.no > head.no) {
    const left = loose === 0 ? '' : `另有 ${say(loose)} 条留痕不属于任何封存。`
    faults.add(
      'head-missing',
      noted.no,
      null,
      `抄下的链头是第 ${noted.no} 次封存，现在只到第 ${head.no} 次：最新的 ${say(noted.no - head.no)} 次封存被拿掉了。${left}`,
    )
    return true
  }
  if (hashNow !== noted.hash) {
    faults.add('head-missing', noted.no, null, `第 ${noted.no} 次封存与抄下的链头不符：从这一次或更早起，链被换过。`)
  }
  return false
}
