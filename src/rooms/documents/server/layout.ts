/**
 * Measures and fonts of official papers, GB/T 9704-2012: A4, text block 156 mm × 225 mm with 22 lines of 28 characters,
 * head margin 37 mm, binding margin 28 mm; title 2号小标宋, text 3号仿宋, headings 黑体 and 楷体, page numbers 4号 between dashes.
 * Units are those of the format: twips (1/20 point) for lengths, half points for sizes.
 */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

export const page = {
  width: twips(210),
  height: twips(297),
  head: twips(37),
  binding: twips(28),
  /** What is left of 210 mm beside the binding margin and the text block. */
  right: twips(26),
  foot: twips(35),
  /** The dash of the page number stands 7 mm below the text block. */
  footer: twips(22),
  text: twips(156),
} as const

/** 225 mm in 22 lines. */
export const LINE = Math.round((225 * 1440) / 25.4 / 22)

/**
 * 28 characters of 16 points are wider than 156 mm by five points: each is set 0.2 points closer. A grid of characters
 * would do the same, but not every program keeps it.
 */
export const TIGHTER = -4

/** Two characters of 3号. Given in twips: an indent in characters is not kept by every program. */
export const INDENT = 640

/** 字号 in half points: 2号 22 pt, 3号 16 pt, 4号 14 pt, 小四 12 pt, 五号 10.5 pt. */
export const size = { two: 44, three: 32, four: 28, smallFour: 24, five: 21 } as const

/** The official fonts are not free and are never embedded: they are named, with what may stand in for them. */
export const fonts = {
  title: { name: '方正小标宋简体', others: '方正小标宋_GBK,小标宋,宋体,SimSun,Noto Serif CJK SC' },
  text: { name: '仿宋_GB2312', others: '仿宋,FangSong,FangSong_GB2312,方正仿宋_GBK,Noto Serif CJK SC' },
  first: { name: '黑体', others: 'SimHei,方正黑体_GBK,Noto Sans CJK SC' },
  second: { name: '楷体_GB2312', others: '楷体,KaiTi,KaiTi_GB2312,方正楷体_GBK,Noto Serif CJK SC' },
  plain: { name: '宋体', others: 'SimSun,方正书宋_GBK,Noto Serif CJK SC' },
} as const

export type FontRole = keyof typeof fonts

/** Latin letters and figures inside Chinese text. */
export const LATIN = 'Times New Roman'

/** `word/fontTable.xml`: what stands in where an office has not the font that is named. */
export function fontTable(): string {
  const entries = Object.values(fonts).map(
    ({ name, others }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${entries.join('')}</w:fonts>`
  )
}
