/**
 * What kind of paper a file is, told from its first bytes; its name must agree. Programs, archives and whatever else an
 * office does not attach to a decision are not taken.
 */
export type PaperKind = 'pdf' | 'png' | 'jpg' | 'docx' | 'xlsx' | 'pptx' | 'doc' | 'xls' | 'ppt' | 'wps' | 'et' | 'ofd'

interface Form {
  readonly begins: string
  readonly endings: readonly PaperKind[]
}

/** First bytes in hexadecimal. Office's formats are containers: zip since 2007 and OFD, compound files before and WPS. */
const FORMS: readonly Form[] = [
  { begins: '25504446', endings: ['pdf'] },
  { begins: '89504e470d0a1a0a', endings: ['png'] },
  { begins: 'ffd8ff', endings: ['jpg'] },
  { begins: '504b0304', endings: ['docx', 'xlsx', 'pptx', 'ofd'] },
  { begins: 'd0cf11e0a1b11ae1', endings: ['doc', 'xls', 'ppt', 'wps', 'et'] },
]

export const PAPER_WORDS = 'PDF、OFD、图片（PNG、JPG）、WPS 或 Office 文档'

/** `paper.PDF` with the bytes of a PDF is `pdf`; null for anything else. */
export function sniffPaper(name: string, head: Buffer): PaperKind | null {
  const start = head.subarray(0, 8).toString('hex')
  const written = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const ending = written === 'jpeg' ? 'jpg' : written
  const form = FORMS.find(({ begins }) => start.startsWith(begins))
  return form?.endings.find((one) => one === ending) ?? null
}
