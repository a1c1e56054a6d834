import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = { words: '办了什么', day: '日期', state: '办到哪一步', where: '给谁' }
const write = (words: string): AuditWords => ({ words, kind: 'write', labels })

export const declarationsAuditWords: Readonly<Record<string, AuditWords>> = {
  'declarations.declare': write('收到自愿申报'),
  'declarations.enter': write('录入纸质申报表'),
  'declarations.contact': write('和申报人联系'),
  'declarations.verify': write('核实申报'),
  'declarations.assign': write('归到单位、镇街'),
  'declarations.admit': write('按申报登记到名册'),
  'declarations.transfer': write('按申报办组织关系转入'),
  'declarations.arrive': write('申报的组织关系已接收'),
  'declarations.fall-back': write('申报的转接没有办成'),
  'declarations.close': write('办结申报'),
  'declarations.reopen': write('重新办理申报'),
  'declarations.withdraw': write('撤回申报，删除个人信息'),
  'declarations.link': write('给申报链接'),
  'declarations.export': { words: '导出申报登记簿', kind: 'export' },
  'declarations.list': { words: '看自愿申报', kind: 'read' },
  'declarations.get': { words: '看一件申报', kind: 'read' },
}
