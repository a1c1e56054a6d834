import { expect, it } from 'vitest'
import { kindOf } from './kind-of.ts'

it.each([
  ['中共云山市某某有限公司支部委员会', 'branch'],
  ['联合党支部', 'joint-branch'],
  ['中共云山软件园联合支部委员会', 'joint-branch'],
  ['党总支', 'general-branch'],
  ['中共某街道总支部委员会', 'general-branch'],
  ['中共云山区两新组织工作委员会', 'working-committee'],
  ['中国共产党某集团委员会', 'committee'],
  ['驻外流动党员党支部', 'floating'],
  ['项目临时党支部', 'temporary'],
  ['功能型党支部', 'functional'],
  ['第一党小组', 'group'],
  ['某某协会', null],
])('%s', (text, kind) => {
  expect(kindOf(text)).toBe(kind)
})
