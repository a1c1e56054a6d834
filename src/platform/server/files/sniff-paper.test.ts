import { describe, expect, it } from 'vitest'
import { sniffPaper } from './sniff-paper.ts'

const CASES: readonly (readonly [name: string, head: string, kind: string | null])[] = [
  ['批复.pdf', '255044462d312e37', 'pdf'],
  ['会议照片.JPEG', 'ffd8ffe000104a46', 'jpg'],
  ['名单.xlsx', '504b030414000600', 'xlsx'],
  ['旧表.et', 'd0cf11e0a1b11ae1', 'et'],
  ['program.pdf', '4d5a900003000000', null],
  ['批复.exe', '255044462d312e37', null],
  ['批复', '255044462d312e37', null],
  ['archive.zip', '504b030414000600', null],
  ['空.pdf', '', null],
]

describe('sniffPaper', () => {
  it.each(CASES)('%s', (name, head, kind) => {
    expect(sniffPaper(name, Buffer.from(head, 'hex'))).toBe(kind)
  })
})
