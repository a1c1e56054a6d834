/** What a file is, told from its bytes; names are never trusted. */
import type { TableKind } from './types.ts'
import { findEncoding } from './text-encoding.ts'
import type { SourceFile } from './source-file.ts'

export type Sniffed =
  | { readonly kind: TableKind }
  | { readonly kind: null; readonly what: string; readonly remedy: string }

const SAVE_AS = '请用能打开它的程序另存为 xlsx 后放入。'
const UNPACK = '请先解压，再把其中的表格文件放入。'
const ASK_TABLE = '请向提供方索取 xlsx 或 CSV 格式的表格后放入。'

/** First bytes in hexadecimal. */
const FOREIGN: readonly (readonly [prefix: string, what: string, remedy: string])[] = [
  ['25504446', ' PDF 文档', ASK_TABLE],
  ['89504e47', '图片', ASK_TABLE],
  ['ffd8ff', '图片', ASK_TABLE],
  ['47494638', '图片', ASK_TABLE],
  ['424d', '图片', ASK_TABLE],
  ['49492a00', '图片', ASK_TABLE],
  ['4d4d002a', '图片', ASK_TABLE],
  ['52494646', '图片或音视频', ASK_TABLE],
  ['526172211a07', '压缩包', UNPACK],
  ['377abcaf271c', '压缩包', UNPACK],
  ['1f8b', '压缩包', UNPACK],
  ['7b5c727466', ' RTF 文档', SAVE_AS],
  ['4d5a', '程序', '请确认选对了文件。'],
  ['53514c69746520', '数据库', ASK_TABLE],
]

export function sniff(file: SourceFile): Sniffed {
  const { head } = file
  const start = head.subarray(0, 8).toString('hex')
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return { kind: 'xlsx' }
  if (start.startsWith('d0cf11e0a1b11ae1')) return { kind: 'xls' }
  if (/^09(00|02|04|08)(04|06|08|10)00/.test(start)) return { kind: 'xls' }
  const foreign = FOREIGN.find(([prefix]) => start.startsWith(prefix))
  // `BM` and `MZ` may also begin a text.
  if (foreign && (foreign[0].length > 4 || head.subarray(0, 512).includes(0))) {
    return { kind: null, what: foreign[1], remedy: foreign[2] }
  }
  return sniffText(file)
}

function sniffText({ head, census }: SourceFile): Sniffed {
  const { encoding, mark } = findEncoding(head, census)
  const text = new TextDecoder(encoding).decode(head.subarray(mark)).trimStart()
  if (head.includes(0) && controls(text) * 100 > text.length) {
    return { kind: null, what: '无法识别的二进制文件', remedy: SAVE_AS }
  }
  if (/^MIME-Version:|^From: .*\n.*multipart\/related/i.test(text)) {
    return { kind: null, what: '网页归档（MHT）', remedy: '请用 WPS 打开，另存为 xlsx 后放入。' }
  }
  if (text.startsWith('<')) {
    if (/<(?:\w+:)?Workbook\b/.test(text) && text.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
      return { kind: 'xml-2003' }
    }
    if (/^<(?:!doctype html|html|head|meta|style|table|body|div|p|tr|script)\b|<table\b/i.test(text)) {
      return { kind: 'html' }
    }
    if (text.startsWith('<?xml')) return { kind: null, what: ' XML 数据文件', remedy: ASK_TABLE }
  }
  return { kind: 'csv' }
}

/** Control characters other than tab, line ends and form feed. */
function controls(text: string): number {
  return text.match(/(?![\t\n\f\r])\p{Cc}|\uFFFD/gu)?.length ?? 0
}

/** What a zip is that is no workbook of ours; null when it is one (or too broken to tell). */
export function zipContents(names: readonly string[]): { what: string; remedy: string } | null {
  const has = (prefix: string) => names.some((name) => name.startsWith(prefix))
  if (has('xl/workbook.bin')) return { what: '二进制工作簿（xlsb）', remedy: '请用 WPS 打开，另存为 xlsx 后放入。' }
  if (has('xl/')) return null
  if (has('word/')) return { what: ' Word 文档', remedy: '请把其中的表格复制到新的工作簿，存为 xlsx 后放入。' }
  if (has('ppt/')) return { what: '演示文稿', remedy: ASK_TABLE }
  if (names.includes('content.xml') && names.includes('mimetype')) {
    return { what: ' OpenDocument 文件', remedy: '请用 WPS 打开，另存为 xlsx 后放入。' }
  }
  if (names.includes('[content_types].xml')) return null
  return { what: '压缩包', remedy: UNPACK }
}
