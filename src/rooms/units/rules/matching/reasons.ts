/** One sentence on why a row was joined, put aside or taken as new. */
import { isAnothersName, isSupported } from './decide.ts'
import type { MatchIndex } from './match-index.ts'
import type { Ranked } from './rank.ts'
import type { ReadRow } from './row.ts'
import type { Decision } from './types.ts'
import { evidenceOf } from './words.ts'

/** A second candidate with this much of the first one's probability makes the row ambiguous. */
const NEARLY = 0.2

export function reasonOf(index: MatchIndex, row: ReadRow, decision: Decision, ranked: readonly Ranked[]): string {
  const best = ranked[0]
  if (best === undefined) return '没有找到相近的单位，按新单位。'
  const name = index.units[best.unit]?.name ?? ''
  const [said, code, address] = evidenceOf(index, row, best).map((each) => each.words)
  const facts = [said, code, address].filter((words) => words !== undefined && !words.startsWith('台账未填')).join('，')
  const owner = index.units[row.codeOwners.find((unit) => unit !== best.unit) ?? -1]?.name
  if (decision === 'joined') {
    return owner === undefined || best.pair.code.level === 'equal'
      ? `${facts}，就是“${name}”。`
      : `${facts}，按名称就是“${name}”；所填代码疑为抄错。`
  }
  if (decision === 'new') {
    return best.score < 0.001
      ? '没有找到相近的单位，按新单位。'
      : `最像的是“${name}”（把握 ${percent(best.score)}），凭据不足，按新单位。`
  }
  return doubtOf(index, row, ranked, best, name, facts)
}

function doubtOf(
  index: MatchIndex,
  row: ReadRow,
  ranked: readonly Ranked[],
  best: Ranked,
  name: string,
  facts: string,
): string {
  const rivals = ranked.filter((each) => each.score >= best.score * NEARLY && each.score > 0.01)
  if (best.pair.account === null && best.pair.code.level === 'equal') {
    return row.name.key === ''
      ? `台账未填名称，只有代码是“${name}”的，请核对。`
      : `代码是“${name}”的，但名称不同，可能抄错代码或已更名，请核对。`
  }
  if (isAnothersName(ranked)) {
    const namesake = ranked.find((each) => each.pair.account?.slips.length === 0)
    return `名称是“${index.units[namesake?.unit ?? -1]?.name ?? ''}”的，别的情况却指向“${name}”（${facts}），请核对。`
  }
  if (rivals.length > 1) {
    if (rivals.every((each) => index.units[each.unit]?.name === name)) {
      return `登记中有 ${rivals.length} 家同名“${name}”，要凭代码或住所分辨，请核对。`
    }
    const names = rivals.slice(0, 2).map((each) => `“${index.units[each.unit]?.name ?? ''}”`)
    return `有 ${rivals.length} 家都像，分不出是${names.join('还是')}${rivals.length > 2 ? '等' : ''}，请核对。`
  }
  if (best.score >= index.model.certain && !isSupported(index, row, best.pair)) {
    return `很像“${name}”，但${facts}，代码和住所不足以证明是同一家，请核对。`
  }
  return `可能是“${name}”（把握 ${percent(best.score)}）：${facts}，请核对。`
}

/** Never 100 %: nothing put before a person is certain. */
function percent(score: number): string {
  return `${Math.min(99, Math.round(score * 100))} %`
}
