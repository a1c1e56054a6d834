'use strict'
const { spawn, spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '..')
const RUNTIME = path.join(ROOT, '.runtime')
/** argon2id for passwords came into Node's own crypto with 24.7. */
const OLDEST = [24, 7]

function launch(args) {
  const [command, ...rest] = args
  const node = newEnoughNode()
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` }
  installPackages(npm, env)
  const script = command === 'dev' ? 'tools/dev.ts' : 'src/apps/cli/main.ts'
  if (command === 'serve') buildPages(node, env)
  // 2 GB is far above what a district needs and far below what an office PC has.
  const flags = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=2048']
  const child = spawn(node, [...flags, path.join(ROOT, script), ...(command === 'dev' ? rest : args)], {
    stdio: 'inherit',
    env,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`启动不了 Node：${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

function newEnoughNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const kept = fetchedNode()
  if (fs.existsSync(kept)) return kept
  const name = packageOfNode()
  say(
    `本机 Node 是 ${process.versions.node}，需要 ${OLDEST.join('.')} 以上；正在取 Node 24（只取一次，放在 .runtime）……`,
  )
  fs.mkdirSync(RUNTIME, { recursive: true })
  fs.writeFileSync(path.join(RUNTIME, 'package.json'), '{"private":true}\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const got = spawnSync(npm, ['install', '--no-audit', '--no-fund', '--silent', '--no-save', `${name}@24`], {
    cwd: RUNTIME,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (got.status !== 0 || !fs.existsSync(kept)) {
    fail(`没有取到 Node 24（npm 包 ${name}）。请自行安装 Node ${OLDEST.join('.')} 以上，再运行一次。`)
  }
  return kept
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

function packageOfNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return `node-${platform}-${process.arch}`
}

function fetchedNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return path.join(RUNTIME, 'node_modules', packageOfNode(), 'bin', file)
}

/** Installs when there is nothing yet or the lock file has changed since. */
function installPackages(npm, env) {
  const lock = fs.readFileSync(path.join(ROOT, 'package-lock.json'))
  if (isStamped('packages', lock) && fs.existsSync(path.join(ROOT, 'node_modules'))) return
  say('正在安装依赖（第一次约一分钟）……')
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 2, 'pipe'],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    // npm follows its reason with pages of usage.
    say(
      String(done.stderr)
        .split('\n')
        .filter((line) => !line.startsWith('npm warn'))
        .slice(0, 12)
        .join('\n'),
    )
    fail('依赖没有装好。请确认能连上 npm 镜像、磁盘有 1 GB 空间，再运行一次。')
  }
  stamp('packages', lock)
}

function buildPages(node, env) {
  const sources = hashOf(['src', 'vite.config.mts', 'package-lock.json'].map((name) => path.join(ROOT, name)))
  if (isStamped('pages', sources) && fs.existsSync(path.join(ROOT, 'dist/web/index.html'))) return
  say('正在准备页面（第一次和升级后，约半分钟）……')
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js')
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 2, 'inherit'],
  })
  if (done.status !== 0) fail('页面没有生成，请把上面的文字发给维护人员。')
  stamp('pages', sources)
}

/** Names, sizes and times of all files below: cheap, and any edit or update changes it. */
function hashOf(places) {
  const hash = createHash('sha256')
  const visit = (place) => {
    const stat = fs.statSync(place)
    if (stat.isDirectory()) for (const name of fs.readdirSync(place).sort()) visit(path.join(place, name))
    else if (!/\.test\.tsx?$/.test(place)) hash.update(`${path.relative(ROOT, place)} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const place of places) visit(place)
  return hash.digest('hex')
}

function stampFile(name) {
  return path.join(ROOT, 'node_modules', `.juxin-${name}`)
}

function digest(content) {
  return createHash('sha256').update(content).digest('hex')
}

function isStamped(name, content) {
  try {
    return fs.readFileSync(stampFile(name), 'utf8') === digest(content)
  } catch {
    return false
  }
}

function stamp(name, content) {
  fs.writeFileSync(stampFile(name), digest(content))
}

function say(words) {
  process.stderr.write(`${words}\n`)
}

function fail(words) {
  say(words)
  process.exit(1)
}

module.exports = { launch, isNewEnough }
