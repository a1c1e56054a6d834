import type { AuditWords } from '../../../platform/server/audit.ts'

const labels = {
  session: '登录编号',
  by: '方式',
  username: '用户名',
  unknownName: '没有这个用户名（密文）',
  purpose: '用途',
  until: '到',
  reason: '事由',
  successor: '接手人',
  secondFactorDropped: '两步验证一并取消',
  problem: '原因',
  idleHours: '多久不用要重新登录（小时）',
  longestDays: '登录最长（天）',
  purposeMinutes: '明文显示（分钟）',
  linkHours: '一次性链接有效（小时）',
}
const signIn = (words: string): AuditWords => ({ words, kind: 'sign-in', labels })
const permission = (words: string): AuditWords => ({ words, kind: 'permission', labels })

export const accountAuditWords: Readonly<Record<string, AuditWords>> = {
  'access.signed-in': signIn('登录'),
  'access.sign-in-failed': signIn('登录没有成功'),
  'access.signed-out': signIn('退出'),
  'access.session-revoked': signIn('让一处登录失效'),
  'access.password-set': permission('用一次性链接设了密码'),
  'access.password-changed': permission('改了自己的密码'),
  'access.second-factor-set': permission('启用两步验证'),
  'access.second-factor-ended': permission('停用两步验证'),
  'access.purpose-stated': { words: '说明用途，看明文', kind: 'read', labels },
  'access.purpose-ended': { words: '恢复遮盖', kind: 'read', labels },
  'access.set-up': permission('设第一个管理员'),
  'access.account-created': permission('建账号'),
  'access.account-invited': permission('换一次性链接'),
  'access.account-disabled': permission('停用账号'),
  'access.account-enabled': permission('恢复账号'),
  'access.account-handed-over': permission('账号交接'),
  'access.save-times': permission('改登录和明文的时限'),
  'access.accountForm': { words: '下载账号导入表', kind: 'export' },
}
