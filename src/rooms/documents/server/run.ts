import { BorderStyle, TextRun } from 'docx'
import { fonts, LATIN, size, TIGHTER, type FontRole } from './layout.ts'

export function fontOf(role: FontRole) {
  const { name } = fonts[role]
  return { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: name, hint: 'eastAsia' }
}

export function run(text: string, role: FontRole, points: number = size.three): TextRun {
  const closer = points === size.three ? { characterSpacing: TIGHTER } : {}
  return new TextRun({ text, font: fontOf(role), size: points, ...closer })
}

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const

/** Thin lines around every cell. */
export const GRID = {
  top: THIN,
  bottom: THIN,
  left: THIN,
  right: THIN,
  insideHorizontal: THIN,
  insideVertical: THIN,
} as const
