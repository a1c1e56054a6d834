import { expect, test } from 'vitest'
import { browserName } from './browser-name.ts'

const BASE = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [`Mozilla/5.0 (Windows NT 6.1; Win64; x64) ${BASE} Chrome/109.0.0.0 Safari/537.36`, 'Chrome 109 · Windows'],
  [`Mozilla/5.0 (Windows NT 10.0) ${BASE} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.2`, 'Edge 130 · Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128 · Linux'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) ${BASE} Version/17.4 Safari/605.1.15`, 'Safari 17 · macOS'],
  ['curl/8.5.0', '其他程序'],
  ['<script>alert(1)</script>', '其他程序'],
  [undefined, '其他程序'],
])('%s', (text, name) => {
  expect(browserName(text)).toBe(name)
})
