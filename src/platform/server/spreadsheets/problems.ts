/**
 * Refusals of the spreadsheet reader and writer. Each says what is wrong, where, why it cannot be read, and how the
 * clerk mends it with what is on the desk (usually: open in WPS, save again). `{name}` is the file as it was dropped.
 */
import { Problem, problems } from '../../../kernel/problem.ts'

export const SPREADSHEET_PROBLEMS = {
  'not-found': { status: 404, words: '找不到文件“{name}”。可能已被移动或改名，请重新选择。' },
  'is-folder': { status: 400, words: '“{name}”是文件夹，不是表格文件。请打开文件夹，选择其中的表格文件放入。' },
  'cannot-open': {
    status: 409,
    words: '打不开“{name}”：没有读取权限，或正被其他程序占用。请先在 WPS 中关闭该文件，再重新放入。',
  },
  empty: { status: 422, words: '“{name}”是空文件（0 字节），可能没有下载完整。请重新导出后放入。' },
  'no-values': { status: 422, words: '“{name}”里没有任何内容。请确认选对了文件，或重新导出后放入。' },
  'file-too-large': {
    status: 413,
    words: '“{name}”有 {size}，超过上限 {limit}。请按镇街拆成几个文件，或另存为 CSV 后分次放入。',
  },
  'too-many-cells': {
    status: 413,
    words:
      '“{name}”的工作表“{sheet}”读到第 {row} 行时，已有内容的单元格超过 {limit} 个，内存放不下。请删去不用的列，或按镇街拆成几个文件后放入。',
  },
  'too-much-text': {
    status: 413,
    words:
      '“{name}”的工作表“{sheet}”读到第 {row} 行时，文字总量超过 {limit} 字，内存放不下。请删去不用的列（如经营范围），或按镇街拆成几个文件后放入。',
  },
  'too-many-columns': {
    status: 413,
    words:
      '“{name}”的工作表“{sheet}”第 {row} 行超过 {limit} 列，不像数据表。请检查分隔符是否用错，或删去右侧多余的列。',
  },
  'inflates-too-far': {
    status: 422,
    words:
      '“{name}”解压后的大小异常（“{part}”超过 {limit}），可能已损坏或被人做过手脚，已停止读取。请在 WPS 中打开确认内容，再另存为新文件放入。',
  },
  'cut-off': {
    status: 422,
    words:
      '“{name}”不完整：文件在第 {bytes} 字节处中断，后半部分缺失，常见于下载或拷贝未完成。请重新下载或拷贝后放入。',
  },
  damaged: {
    status: 422,
    words: '“{name}”已损坏：{where}读不出来。请在 WPS 中打开（必要时用其修复功能），另存为 xlsx 后放入。',
  },
  'password-protected': {
    status: 422,
    words: '“{name}”设有打开密码，内容已加密，无法读取。请在 WPS 中取消打开密码后再放入。',
  },
  'not-a-table': {
    status: 422,
    words: '“{name}”其实是{what}，不是表格，读不出行和列。{remedy}',
  },
  'changed-while-reading': {
    status: 409,
    words: '“{name}”在读取过程中被改动，读到的内容前后不一致，已全部作废。请在 WPS 中保存并关闭该文件，再重新放入。',
  },
  'no-memory': {
    status: 413,
    words: '“{name}”太大，读取时内存不足，已停止。请按镇街拆成几个文件，或另存为 CSV 后分次放入。',
  },
  'disk-full': {
    status: 507,
    words: '写入“{name}”时磁盘空间不足，未生成文件，也没有留下半个文件。请清理磁盘或换一个位置后重试。',
  },
  'cannot-write': {
    status: 409,
    words: '无法写入“{name}”：没有写入权限，或该文件正在 WPS 中打开。请关闭该文件或换一个位置后重试。',
  },
} as const

export const spreadsheetProblem = problems('spreadsheets', SPREADSHEET_PROBLEMS)

/** The same Problem on this side of a thread: `code` is one of the table's, with its room. */
export function problemAgain(code: string, details: Readonly<Record<string, unknown>>): Problem {
  const kind = SPREADSHEET_PROBLEMS[code.replace(/^spreadsheets\./, '') as keyof typeof SPREADSHEET_PROBLEMS]
  return new Problem(code, kind, details)
}
