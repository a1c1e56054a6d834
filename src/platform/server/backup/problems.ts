import { problems } from '../../../kernel/problem.ts'

export const backupProblem = problems('backup', {
  'not-a-backup': { status: 400, words: '{file} 不是聚新的备份文件。' },
  newer: { status: 409, words: '{file} 由更新版本的聚新（{version}）写成。请先升级再恢复。' },
  broken: { status: 400, words: '备份文件已损坏：第 {frame} 块{what}。请换一份备份。' },
  'wrong-content': { status: 400, words: '备份内容对不上：{what}。请换一份备份。' },
  'no-key': {
    status: 409,
    words:
      '打不开这份备份：本机的密钥文件（{keyFile}）不是它的那一把。请拿来原来的密钥文件，或用 --passphrase 输入备份口令。',
  },
  'wrong-passphrase': { status: 409, words: '备份口令不对。' },
  'no-passphrase': { status: 409, words: '这份备份没有设口令，只能用原来的密钥文件（{keyFile}）打开。' },
  'other-key': {
    status: 409,
    words: '{keyFile} 是另一套数据的密钥，不会覆盖它。请用环境变量 JUXIN_KEYS 另指一个密钥文件的位置再恢复。',
  },
  'not-empty': {
    status: 409,
    words: '{place} 里已有数据，恢复只写到空的地方。请用 --data 另指一个文件夹，或换一个空的数据库。',
  },
  'same-place': { status: 409, words: '搬去的地方就是现在的地方。' },
  unlike: { status: 500, words: '写过去的与原来的对不上：{what}。原来的数据没有动，写过去的不要使用。' },
  'in-use': { status: 409, words: '还有别的程序连着数据库（{count} 个连接）。请先关掉聚新再做。' },
  'restore-unfinished': { status: 409, words: '这里有一次没做完的恢复，不能打开。请重新执行恢复。' },
  'upgrade-not-backed-up': {
    status: 500,
    words: '升级前的备份没有做成，所以没有升级，数据原样未动。原因：{why}',
  },
  'upgrade-failed': {
    status: 500,
    words:
      '升级到第 {step} 步没有成功，这一步没有写入。请执行 juxin rollback 退回升级前，再用原来的版本打开。原因：{why}',
  },
  'nothing-to-roll-back': { status: 409, words: '{folder} 里没有升级前的备份，无从退回。' },
  'no-database': { status: 404, words: '{place} 里没有数据，没有什么可备份。' },
  busy: { status: 409, words: '正在备份，请等它做完。' },
  failed: { status: 500, words: '备份没有做成：{why}' },
})
