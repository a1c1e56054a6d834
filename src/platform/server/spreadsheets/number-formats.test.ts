import { expect, test } from 'vitest'
import { showOfBuiltIn, showOfFormat } from './number-formats.ts'

test.each([
  ['General', { as: 'plain' }],
  ['G/通用格式', { as: 'plain' }],
  ['@', { as: 'plain' }],
  ['0.00', { as: 'plain' }],
  ['#,##0;[Red]-#,##0', { as: 'plain' }],
  ['0.00E+00', { as: 'plain' }],
  ['_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ', { as: 'plain' }],
  ['[h]:mm', { as: 'plain' }],
  ['0!.0,"万"', { as: 'plain' }],
  ['yyyy/m/d', { as: 'date', precision: 'day' }],
  ['yyyy"年"m"月"d"日"', { as: 'date', precision: 'day' }],
  ['yyyy年m月d日;@', { as: 'date', precision: 'day' }],
  ['[$-804]yyyy年m月', { as: 'date', precision: 'month' }],
  ['[DBNum1][$-804]yyyy"年"m"月"', { as: 'date', precision: 'month' }],
  ['yyyy"年"', { as: 'date', precision: 'year' }],
  ['yyyy-mm-dd hh:mm:ss', { as: 'date', precision: 'minute' }],
  ['h:mm', { as: 'date', precision: 'time' }],
  ['上午/下午h"时"mm"分"', { as: 'date', precision: 'time' }],
  ['m/d', { as: 'date', precision: 'day' }],
  ['0.0%', { as: 'percent' }],
  ['000000', { as: 'padded', digits: 6 }],
  ['0"人"', { as: 'worded', before: '', after: '人' }],
  ['"约"0"人"', { as: 'worded', before: '约', after: '人' }],
  ['#,##0.00"万元"', { as: 'worded', before: '', after: '万元' }],
])('%s', (code, show) => {
  expect(showOfFormat(code)).toEqual(show)
})

test.each([
  [0, 'plain'],
  [10, 'percent'],
  [14, 'day'],
  [22, 'minute'],
  [21, 'time'],
  [31, 'day'],
  [27, 'month'],
  [57, 'month'],
  [58, 'day'],
  [49, 'plain'],
])('format %i shows %s', (id, expected) => {
  const show = showOfBuiltIn(id)
  expect(show.as === 'date' ? show.precision : show.as).toBe(expected)
})
