/** What the evidence says, in a clerk's words. */
import { alike } from './alike.ts'
import type { MatchIndex } from './match-index.ts'
import type { Ranked } from './rank.ts'
import type { ReadRow } from './row.ts'
import type { Slip } from './slips.ts'
import type { Evidence } from './types.ts'
import type { PairWeight } from './weigh.ts'

/** Kin are only spoken of when they take away something one would notice. */
const NOTICEABLE = 0.5

export function evidenceOf(index: MatchIndex, row: ReadRow, { entry, unit, pair, bits }: Ranked): Evidence[] {
  const entryOf = index.names[entry]
  const name = index.units[unit]?.name ?? ''
  const registered = { name, former: entryOf?.former === true ? entryOf.parts.text : null }
  const owner = index.units[row.codeOwners[0] ?? -1]?.name
  const hasCode = (index.units[unit]?.code ?? '') !== ''
  const hasAddress = (index.addresses[unit]?.rest ?? '') !== ''
  const found: Evidence[] = [
    { field: 'name', level: nameLevel(pair), bits: bits.name, words: nameWords(row, pair, registered) },
    { field: 'code', level: pair.code.level, bits: bits.code, words: codeWords(row, pair, hasCode, owner) },
    { field: 'address', level: pair.address, bits: bits.address, words: addressWords(row, pair, hasAddress) },
  ]
  if (bits.kin < -NOTICEABLE) {
    found.push({ field: 'kin', level: 'kin', bits: bits.kin, words: '关联单位之间也常这样相似' })
  }
  return found
}

export function nameLevel({ account }: PairWeight): string {
  if (account === null) return 'different'
  return account.slips.length === 0 ? 'same' : account.slips.map((slip) => slip.kind).join('+')
}

export function nameWords(
  row: ReadRow,
  { account }: PairWeight,
  registered: { readonly name: string; readonly former: string | null },
): string {
  if (row.name.key === '') return '台账未填名称'
  if (account === null) return '名称不同'
  const former = registered.former === null ? '' : `与曾用名“${registered.former}”`
  if (account.slips.length > 0)
    return (former === '' ? '' : `${former}相近：`) + account.slips.map(slipWords).join('，')
  if (former !== '') return `${former}相同`
  if (row.record.name === registered.name) return '名称相同'
  return row.record.name.trim() === registered.name.trim() ? '名称只差空格' : '名称只差空格、括号、全半角或繁简'
}

/** 名称少 1 字（“废”）. */
export function slipWords({ kind, registered, written }: Slip): string {
  const instead = `“${registered}”写作“${written}”`
  switch (kind) {
    case 'region-spelling':
    case 'form-other':
      return registered === '' || written === '' ? `少写或多写“${registered}${written}”` : instead
    case 'region-missing':
      return written === '' ? `少写“${registered}”` : instead
    case 'region-added':
      return registered === '' ? `多写“${written}”` : instead
    case 'region-detail':
      return `地名${instead}`
    case 'region-conflict':
      return `地名不同（“${registered}”与“${written}”）`
    case 'form-short':
      return written === '' ? `少写“${registered}”` : instead
    case 'form-missing':
      return written === '' ? `少写“${registered}”` : `多写“${written}”`
    case 'swap':
      return `两字颠倒（${instead}）`
    case 'drop':
      return `名称少 1 字（“${registered}”）`
    case 'doubled':
      return `“${written}”字重复`
    case 'extra':
      return `名称多 1 字（“${written}”）`
    case 'alike':
      return `${alike(registered, written) === 'look' ? '形近字' : '音近字'}（${instead}）`
    case 'replaced':
      return `名称 1 字不同（${instead}）`
    case 'numeral':
      return `序号不同（“${registered || '无'}”与“${written || '无'}”）`
    case 'shortened':
      return `名称少写“${registered}”`
    case 'lengthened':
      return `名称多写“${written}”`
    case 'branch-character':
      return written === '' ? `分支名称少 1 字（“${registered}”）` : `分支名称多 1 字（“${written}”）`
    case 'branch-word':
      return `分支名称不同（“${registered || '无'}”与“${written || '无'}”）`
    case 'branch-missing':
      return `没有写分支“${registered}”`
    case 'branch-added':
      return `多写分支“${written}”`
  }
}

export function codeWords(row: ReadRow, { code }: PairWeight, hasCode: boolean, owner: string | undefined): string {
  switch (code.level) {
    case 'missing':
      return row.code.blank || hasCode ? '台账未填代码' : '登记没有代码'
    case 'equal':
      return row.code.valid ? '代码相同' : '代码相同，但校验位不对'
    case 'organisation':
      return '代码中的组织机构代码相同'
    case 'near':
      return row.code.valid ? '代码只差 1 位' : '代码校验位不对，与登记代码只差 1 位'
    case 'prefix':
      return `代码存成了数字、末尾丢失，前 ${code.digits} 位相同`
    case 'broken':
      return '代码校验位不对，与登记代码也不同'
    case 'other-unit':
      return owner === undefined ? '代码是另一单位的' : `代码是“${owner}”的`
    case 'conflict':
      return '代码不同'
  }
}

export function addressWords(row: ReadRow, { address, atAddress }: PairWeight, hasAddress: boolean): string {
  switch (address) {
    case 'missing':
      if (row.address.rest === '') return '台账未填住所'
      return hasAddress ? '住所过简，无从比较' : '登记没有住所'
    case 'same':
      return atAddress > 1 ? `住所相同（同一住所登记 ${atAddress} 家）` : '住所相同'
    case 'contained':
      return '住所相合，只是写得简略'
    case 'number':
      return '住所同路同号'
    case 'building':
      return '住所同楼'
    case 'road':
      return '住所同路不同号'
    case 'similar':
      return '住所相近'
    case 'town':
      return '住所同镇街'
    case 'district':
      return '住所同区县不同路'
    case 'area':
      return '同一区县'
    case 'other-area':
      return '不在同一区县'
    case 'unclear':
      return '住所不同'
    case 'conflict':
      return '住所不在同一区县'
  }
}
