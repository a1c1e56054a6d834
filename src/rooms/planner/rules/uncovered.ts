import type { Blocked } from './blocked.ts'
import type { Within } from './costs.ts'
import { reachWords } from './costs.ts'

/**
 * Why a unit with one or two full members is in no group. The first two are mended by an address, the third by a wider
 * reach, the rules of the office's own by those rules, the last by the office's own judgement.
 */
export type Obstacle = 'county-unknown' | 'town-unknown' | 'too-few' | 'left-over' | 'moved-out' | Blocked

export function sayObstacle(obstacle: Obstacle, within: Within): string {
  switch (obstacle) {
    case 'county-unknown':
      return '区县未定，先核定地址'
    case 'town-unknown':
      return '镇街未定，先核定地址'
    case 'too-few':
      return `不出${reachWords[within]}：${reachWords[within]}内可联建的合计不足 3 名正式党员`
    case 'left-over':
      return `不出${reachWords[within]}：${reachWords[within]}内其余单位编组后凑不足 3 名正式党员`
    case 'parent':
      return '上级单位不同：同一上级的可联建单位凑不足 3 名正式党员'
    case 'distance':
      return '相距太远：规定公里数以内的可联建单位凑不足 3 名正式党员'
    case 'apart':
      return '不宜同组：除去不宜同组的，可联建单位凑不足 3 名正式党员'
    case 'turned-down':
      return '此前未采纳：能凑足 3 名正式党员的编组已审定不采纳'
    case 'moved-out':
      return '由别组调整移出，还没有编组'
  }
}
