import { expect, it } from 'vitest'
import { hostKindOf } from './host-kind.ts'

it.each([
  ['迅样快递东门站点', 'station'],
  ['样例产业园驿站', 'station'],
  ['样送同城平台', 'platform'],
  ['货车司机集聚点', 'gathering-place'],
  ['云山产业园', 'park'],
  ['天一广场', 'building'],
  ['望江大厦', 'building'],
  ['轻纺市场', 'market'],
  ['老外滩商圈', 'street'],
  ['云山商会', 'chamber'],
  ['物业管理协会', 'association'],
  ['轨道交通项目部', 'project'],
  ['东胜社区', 'unit'],
  ['样例幼儿园', 'unit'],
  ['样例机械有限公司', 'unit'],
])('%s is a %s', (text, kind) => expect(hostKindOf(text)).toBe(kind))
