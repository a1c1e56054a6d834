import { describe, expect, it } from 'vitest'
import { loadTraditional, simplify } from './scripts.ts'

describe('scripts', () => {
  it.each([
    ['大連電腦製造有限公司', '大连电脑制造有限公司'],
    ['臺灣軟體', '台湾软体'],
    ['上海髮型設計室', '上海发型设计室'],
    ['瀋陽機床', '沈阳机床'],
    ['大连机床集团（ABC）有限公司1号', '大连机床集团（ABC）有限公司1号'],
  ])('%s is simplified', (given, simplified) => {
    expect(simplify(given)).toBe(simplified)
  })
  it.each([
    ['大连电脑制造', '大連電腦製造'],
    ['软件开发', '軟件開發'],
    ['发展', '發展'],
    ['理发店', '理髮店'],
  ])('%s is written in Traditional', async (given, traditional) => {
    const toTraditional = await loadTraditional()
    expect(toTraditional(given)).toBe(traditional)
  })
  it('there and back is where it began', async () => {
    const toTraditional = await loadTraditional()
    for (const name of ['广州市白云区农业专业合作社', '重庆长江航运有限责任公司', '厦门银行股份有限公司']) {
      expect(simplify(toTraditional(name))).toBe(name)
    }
  })
})
