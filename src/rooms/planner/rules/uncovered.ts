import type { Within } from './costs.ts'
import { reachWords } from './costs.ts'

/**
 * Why a unit with one or two full members is in no group. The first two are mended by an address, the third by a wider
 * reach, the last by the office's own judgement.
 */
export type Obstacle = 'county-unknown' | 'town-unknown' | 'too-few' | 'left-over' | 'moved-out'

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
    case 'moved-out':
      return '由别组调整移出，还没有编组'
  }
}
