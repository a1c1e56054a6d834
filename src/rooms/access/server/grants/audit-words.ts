import type { AuditWords } from '../../../../platform/server/audit.ts'

export const grantsAuditWords: Readonly<Record<string, AuditWords>> = {
  'access.grant': { words: '授权', kind: 'permission' },
  'access.end-grant': { words: '收回授权', kind: 'permission' },
  'access.move-duties': {
    words: '移交权限',
    kind: 'permission',
    labels: { to: '接手人', grants: '移交的授权', substitutions: '移交的代理' },
  },
  'access.save-role': { words: '改岗位', kind: 'permission' },
  'access.substitute': { words: '请人代理', kind: 'permission' },
  'access.end-substitution': { words: '结束代理', kind: 'permission' },
  'access.glass': { words: '紧急查看', kind: 'permission', labels: { hours: '几小时' } },
  'access.end-glass': { words: '结束紧急查看', kind: 'permission' },
}
