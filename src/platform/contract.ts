import { z } from 'zod'
import { endpoints } from '../kernel/endpoint.ts'
import { problems } from '../kernel/problem.ts'
import { jobShape, jobStarted } from '../kernel/shapes.ts'
import { verbs } from '../kernel/verbs.ts'

export const platformVerbs = verbs({
  'platform.operate': { words: '看运行状况', whole: '运行状况是全区的' },
  'platform.backup': { words: '备份', whole: '备份是全区的' },
})

export const backupShape = z.object({
  name: z.string(),
  at: z.string(),
  bytes: z.number(),
  rows: z.number().int(),
  why: z.enum(['by-hand', 'scheduled', 'before-upgrade', 'before-restore']),
  /** Whether the copy was read back and its checksums agree. */
  verified: z.boolean(),
})

/** What the platform itself offers over HTTP: health, long work and its progress. */
export const platformEndpoints = endpoints({
  'platform.health': {
    method: 'GET',
    path: '/api/health',
    summary: '是否就绪',
    verb: 'open',
    input: z.object({}),
    output: z.object({
      ok: z.literal(true),
      /** Both only for whoever is signed in: they tell a stranger what to try. */
      version: z.string().nullable(),
      database: z.enum(['embedded', 'postgres']).nullable(),
      loopbackOnly: z.boolean(),
      /** Writing is stopped until there is room again; only for whoever is signed in. */
      diskLow: z.boolean(),
      /** Whether somebody must sign in: not before the first account is made. */
      accounts: z.boolean(),
    }),
  },
  'platform.ready': {
    method: 'GET',
    path: '/api/ready',
    summary: '能不能接活：数据库应答、磁盘能写',
    verb: 'open',
    input: z.object({}),
    output: z.object({ ok: z.literal(true) }),
  },
  'platform.job': {
    method: 'GET',
    path: '/api/jobs/:id',
    summary: '一件长活的进度；逐条推送见 /api/jobs/:id/events',
    verb: 'self',
    input: z.object({ id: z.string() }),
    output: jobShape,
  },
  'platform.jobs': {
    method: 'GET',
    path: '/api/jobs',
    summary: '正在做的长活',
    verb: 'self',
    input: z.object({}),
    output: z.object({ rows: z.array(jobShape) }),
  },
  'platform.cancelJob': {
    method: 'POST',
    path: '/api/jobs/:id/cancel',
    summary: '取消一件长活；已写入的整批保留或整批不写',
    verb: 'self',
    input: z.object({ id: z.string() }),
    output: jobShape,
  },
  'platform.backups': {
    method: 'GET',
    path: '/api/backups',
    summary: '备份：有哪些、什么时候做、存在哪里、磁盘还剩多少',
    verb: 'platform.backup',
    whole: platformVerbs['platform.backup'].whole,
    input: z.object({}),
    output: z.object({
      folder: z.string(),
      rows: z.array(backupShape),
      schedule: z.object({
        daily: z.string().nullable().describe('几点，如 02:00；空为不自动备份'),
        keepDays: z.number().int(),
        keepWeeks: z.number().int(),
        keepMonths: z.number().int(),
      }),
      nextAt: z.string().nullable(),
      lastProblem: z.string().nullable(),
      disk: z.object({ free: z.number(), total: z.number(), low: z.boolean() }),
    }),
  },
  'platform.makeBackup': {
    method: 'POST',
    path: '/api/backups',
    summary: '现在备份一次',
    verb: 'platform.backup',
    whole: platformVerbs['platform.backup'].whole,
    input: z.object({}),
    output: jobStarted,
  },
  'platform.saveBackupSchedule': {
    method: 'PUT',
    path: '/api/backups/schedule',
    summary: '改自动备份的时间和保留份数',
    verb: 'platform.backup',
    whole: platformVerbs['platform.backup'].whole,
    input: z.object({
      daily: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 02:00 的样子')
        .nullable(),
      keepDays: z.number().int().min(1).max(90),
      keepWeeks: z.number().int().min(0).max(60),
      keepMonths: z.number().int().min(0).max(120),
    }),
    output: z.object({ ok: z.literal(true), sentence: z.string() }),
  },
  'platform.loadSample': {
    method: 'POST',
    path: '/api/sample',
    summary: '造一个样例区（虚构单位）并读入',
    verb: 'units.import',
    whole: '样例区写入全区台账',
    input: z.object({ units: z.number().int().min(50).max(100_000).default(5000) }),
    output: z.object({ id: z.string().describe('导入编号'), job: z.string() }),
  },
})

export const platformProblem = problems('platform', {
  'not-found': { status: 404, words: '没有这个地址：{path}' },
  'invalid-input': { status: 400, words: '填写有误：{where}' },
  'too-large': { status: 413, words: '发来的内容超出限度：{what}。' },
  'wrong-type': { status: 415, words: '这里不收这种格式的内容。' },
  'length-missing': { status: 411, words: '请换用新一些的浏览器：没有说明文件有多大。' },
  'too-many-uploads': { status: 429, words: '正在上传的文件太多，请等前面的传完再试。' },
  'too-many-streams': { status: 429, words: '同时看着的进度太多，请关掉几个页面再看。' },
  'foreign-site': { status: 403, words: '请求不是从聚新自己的页面发出的，没有办理。请从平时的网址打开聚新再试。' },
  'unannounced-proxy': {
    status: 403,
    words: '请求经过了没有登记的代理。请用 --behind-proxy 登记代理的地址后重新启动。',
  },
  'no-accounts': { status: 403, words: '还没有账号，只有安装聚新的这台电脑能用。请先在那里设好管理员。' },
  'not-ready': { status: 503, words: '暂时不能办理：{why}。' },
  'certificate-unreadable': { status: 500, words: '证书文件读不了：{why}' },
  'job-not-found': { status: 404, words: '没有这件长活，可能服务重新启动过。请刷新页面。' },
  'not-signed-in': { status: 401, words: '请先登录。' },
  'change-password': { status: 403, words: '请先把初始密码改成自己的密码。' },
  'second-factor': { status: 403, words: '请先设好两步验证。' },
  'not-allowed': { status: 403, words: '你的岗位没有这项权限。需要的话，请本单位管理员授权。' },
  'whole-office-only': { status: 403, words: '这件事由全区一级办理：{why}。' },
  'disk-low': {
    status: 507,
    words: '磁盘只剩 {free}，已暂停写入，查看不受影响。请清理磁盘，或把数据文件夹移到更大的磁盘。',
  },
  cancelled: { status: 409, words: '已取消，什么都没有写入。' },
  'data-locked': {
    status: 409,
    words: '数据文件夹正被另一个聚新使用（进程 {pid}，{since} 启动）。请先关掉它，或用 --data 换一个文件夹。',
  },
  'data-newer': { status: 409, words: '数据由更新版本的聚新写成，本版本不能打开。请升级后再用。' },
  'disk-full': { status: 507, words: '磁盘空间不够，未写入。请清理磁盘后重试。' },
  internal: { status: 500, words: '出了意外，没有写入任何内容。请把编号 {requestId} 告诉维护人员。' },
})

/** What goes out with many names takes a second person; codes as those of the other personal data (`personal.`). */
export const releaseProblem = problems('personal', {
  'release-needed': {
    status: 403,
    words: '这次导出含 {persons} 人的姓名等个人信息，超过 {threshold} 人要另一人放行。请先说明用途，申请放行。',
  },
  'release-not-found': { status: 404, words: '没有这个放行请求，可能已经过期。' },
  'own-release': { status: 403, words: '不能放行自己的导出，请另一人来。' },
})
