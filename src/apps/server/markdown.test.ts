import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'

const html = (text: string): string => renderMarkdown(text).html

test('the parts the guide is written in', () => {
  expect(renderMarkdown('# 导入\n\n先看。').title).toBe('导入')
  expect(html('## 第一步 放入')).toBe('<h2 id="第一步-放入">第一步 放入</h2>')
  expect(html('一行\n二行')).toBe('<p>一行\n二行</p>')
  expect(html('1. 甲\n2. 乙\n   续')).toBe('<ol><li>甲</li><li>乙\n续</li></ol>')
  expect(html('- **甲**\n- `a<b`')).toBe('<ul><li><strong>甲</strong></li><li><code>a&lt;b</code></li></ul>')
  expect(html('| 甲 | 乙 |\n|---|---|\n| 1 | [二](b.md) |')).toBe(
    '<div class="table"><table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td><a href="b.md">二</a></td></tr></tbody></table></div>',
  )
  expect(html('```\n./juxin <help>\n# x\n```')).toBe('<pre tabindex="0"><code>./juxin &lt;help&gt;\n# x</code></pre>')
  expect(html('![总览](pictures/overview.png)')).toBe(
    '<figure><img src="pictures/overview.png" alt="总览" loading="lazy" /><figcaption>总览</figcaption></figure>',
  )
  expect(html('> 提示')).toBe('<blockquote><p>提示</p></blockquote>')
})

test.each(['[x](javascript:alert(1))', '[x](JavaScript:alert)', '![x](data:text/html,1)', '[x](//elsewhere.example)'])(
  'a link that leads outside stays text: %s',
  (text) => {
    expect(html(text)).not.toMatch(/<a|<img/)
  },
)

test('no text becomes a tag of its own, and rendering always ends', () => {
  const pieces = fc.constantFrom(
    '<script>',
    '"',
    '](',
    '![',
    '**',
    '`',
    '```',
    '|',
    '\n',
    '# ',
    '- ',
    '1. ',
    '> ',
    '中',
    '&',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const tags = [...html(parts.join('')).matchAll(/<\/?([a-z]+\d?)/g)].map(([, tag]) => tag)
      expect(tags).not.toContain('script')
    }),
    { seed: 20261121, numRuns: 500 },
  )
})
