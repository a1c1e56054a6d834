/** Collects what was noticed while reading: one warning per kind and sheet, with the first place and how often. */
import type { ReadWarning, ReadWarningCode } from './types.ts'
import { columnLetters } from './column-letters.ts'

interface Noted {
  readonly row: number | null
  readonly column: number | null
  readonly detail: string
  count: number
}

export class WarningList {
  readonly #noted = new Map<string, { code: ReadWarningCode; sheet: string | null; noted: Noted }>()

  /** `detail` is what the words of that code ask for; only the first is kept. */
  note(
    code: ReadWarningCode,
    place: { sheet?: string | null; row?: number | null; column?: number | null } = {},
    detail = '',
    count = 1,
  ): void {
    const sheet = place.sheet ?? null
    const key = `${code}\n${sheet ?? ''}`
    const before = this.#noted.get(key)
    if (before) before.noted.count += count
    else
      this.#noted.set(key, {
        code,
        sheet,
        noted: { row: place.row ?? null, column: place.column ?? null, detail, count },
      })
  }

  list(): ReadWarning[] {
    return [...this.#noted.values()].map(({ code, sheet, noted }) => ({
      code,
      words: WORDS[code](whereInWords(sheet, noted), noted),
      sheet,
      row: noted.row,
      column: noted.column,
      count: noted.count,
    }))
  }
}

function whereInWords(sheet: string | null, noted: Noted): string {
  const cell =
    noted.row === null
      ? ''
      : noted.column === null
        ? `第 ${noted.row} 行`
        : `${columnLetters(noted.column)}${noted.row} 单元格`
  return `${sheet === null ? '' : `工作表“${sheet}”`}${cell}`
}

/** “（首处在…）”, or “（在…）” when there is one only. */
function first(where: string, noted: Noted): string {
  if (where === '') return ''
  return noted.count > 1 ? `（首处在${where}）` : `（在${where}）`
}

const WORDS: Record<ReadWarningCode, (where: string, noted: Noted) => string> = {
  'undecodable-bytes': (where, noted) =>
    `有 ${noted.count} 处文字无法辨认${first(where, noted)}，已用“\uFFFD”代替，其余内容照常读取。请核对原文件，或用 WPS 打开后另存为 xlsx 再放入。`,
  'name-and-content-differ': (_, noted) => `文件名与内容不符：${noted.detail}。已按实际内容读取，不影响使用。`,
  'quote-not-closed': (where, noted) =>
    `有 ${noted.count} 行的英文双引号没有配对${first(where, noted)}，已按普通文字读取。请核对这几行的各列是否错位。`,
  'file-cut-off': (where) => `${where}在中间断开，文件可能没有下载完整，此行及以后的内容缺失。请重新下载后放入。`,
  'ragged-rows': (where, noted) =>
    `有 ${noted.count} 行比其他行多出若干列${first(where, noted)}，可能是内容里含有分隔符。请核对这几行是否错位。`,
  'formula-not-calculated': (where, noted) =>
    `有 ${noted.count} 个公式没有保存计算结果${first(where, noted)}，按空白读取。如需其数值，请用 WPS 打开并保存一次后再放入。`,
  'formula-error': (where, noted) =>
    `有 ${noted.count} 个单元格是错误值 ${noted.detail}${first(where, noted)}，该处没有可用的内容。请在原表中改正公式或直接填写。`,
  'precision-lost': (where, noted) =>
    `有 ${noted.count} 个超过 15 位的号码被当作数字保存${first(where, noted)}，末尾几位已丢失，无法恢复。请把该列设为文本格式，重新填写后再放入。`,
  'hidden-sheet': (where) => `${where}是隐藏的工作表，也已读取。`,
  'hidden-rows': (where, noted) => `${where}有 ${noted.count} 行被隐藏或被筛选隐去，也已读取。`,
  'blank-rows-dropped': (where, noted) => `${where}数据之后有 ${noted.count} 个带格式的空行，已略去。`,
  'unreadable-cell': (where, noted) =>
    `有 ${noted.count} 个单元格的内容与其类型不符${first(where, noted)}，已按文字或空白读取，请核对。`,
  'sheet-not-a-table': (_, noted) => `“${noted.detail}”是图表或宏工作表，没有行和列，未读取。`,
}
