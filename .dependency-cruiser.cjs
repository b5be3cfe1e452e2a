/** The arrows of the house: who may import whom. A test fails when fewer modules were seen than exist. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}` },
  to: { path: '^(src|commands|reports|sandbox|bench)/', pathNot: [`^src/${from}`, ...to.map((each) => `^${each}`)] },
})
const leaf = (from) => only(`leaf-${from.replace(/\W/g, '')}`, from, [], 'a leaf imports nothing of ours')
const soleUser = (name, owner, packages) => ({
  name,
  severity: 'error',
  from: { path: '^(src|commands|reports|sandbox|bench)/', pathNot: owner },
  to: { path: `node_modules/(${packages.join('|')})(/|$)`, dependencyTypesNot: ['type-only'] },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    leaf('calendar/'),
    leaf('blocks/'),
    leaf('errors.ts'),
    leaf('nearest.ts'),
    only('chart', 'chart/', ['src/blocks/'], 'pictures of chart specs'),
    only('define', 'define/', ['src/(ssot|query)/', 'src/blocks/', 'src/calendar/'], 'types and identity functions'),
    only('alerting', 'alerting/', ['src/define/'], 'whether to speak: states of series, pure'),
    {
      name: 'define-types-only',
      severity: 'error',
      from: { path: '^src/define/' },
      to: { path: '^src/(ssot|query|blocks|calendar)/', dependencyTypesNot: ['type-only'] },
    },
    only('ssot', 'ssot/', ['src/errors.ts', 'src/define/words.ts'], 'sole reader of the SSOT'),
    only('metrics', 'metrics/', ['src/ssot/', 'src/define/'], 'one file = one KPI'),
    only('query', 'query/', ['src/ssot/', 'src/define/', 'src/calendar/', 'src/errors.ts'], 'questions become SQL'),
    only(
      'insight',
      'insight/',
      ['src/define/', 'src/calendar/', 'src/blocks/', 'src/query/', 'src/ssot/', 'src/metrics/'],
      'what numbers mean',
    ),
    only(
      'present',
      'present/',
      ['src/(alerting|insight|define|blocks|calendar|query|ssot|metrics)/', 'src/(errors|nearest).ts'],
      'readings become messages',
    ),
    only(
      'answers',
      'answers/',
      ['src/(present|insight|define|calendar|query|ssot)/', 'src/(errors|nearest|config|config-file|catalog).ts'],
      'texts become messages',
    ),
    only(
      'slack',
      'slack/',
      [
        'src/(answers|present|define|blocks|calendar|chart|state)/',
        'src/(errors|config|config-installing|catalog|log).ts',
        'src/ssot/people.ts',
      ],
      'sole user of Slack’s SDK',
    ),
    only(
      'schedule',
      'schedule/',
      [
        'src/(alerting|answers|blocks|define|calendar|state|present|query)/',
        'src/(errors|config|catalog|log|nearest).ts',
        'src/ssot/people.ts',
      ],
      'what the clock does',
    ),
    only(
      'past',
      'past/',
      ['src/(answers|query|ssot|state|define|calendar)/', 'src/config-file.ts'],
      'what the bot keeps of the past',
    ),
    only('state', 'state/', ['src/(define|calendar|blocks)/', 'src/errors.ts'], 'the bot’s own tables'),
    {
      name: 'definitions',
      comment: 'what people ask and what the clock says use src/, never each other',
      severity: 'error',
      from: { path: '^(commands|reports)/' },
      to: {
        path: '^(sandbox|bench)/|^src/(slack|schedule|state|answers|cli|chart|house)/|^src/(main|cli|config|catalog).ts',
      },
    },
    { name: 'commands-not-reports', severity: 'error', from: { path: '^commands/' }, to: { path: '^reports/' } },
    { name: 'reports-not-commands', severity: 'error', from: { path: '^reports/' }, to: { path: '^commands/' } },
    {
      name: 'src-below',
      comment:
        'only the catalogue reaches definitions, by folder; nothing in the product needs the sandbox or the bench',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(commands|reports|sandbox|bench|test)/' },
    },
    soleUser('slack-sdk', '^(src/slack|bench|sandbox/server/test)/', [
      '@slack/bolt',
      '@slack/web-api',
      '@slack/socket-mode',
    ]),
    soleUser('chart-js', '^(src/chart|bench)/', [
      'chart.js',
      'chartjs-node-canvas',
      'canvas',
      '@napi-rs/canvas',
      'tinypool',
    ]),
    soleUser('clockwork', '^src/schedule/', ['node-cron', 'graphile-worker']),
    soleUser('postgres', '^(src/(ssot|state|schedule|cli|doctor)|sandbox|bench)/', ['pg']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^sandbox/web/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json'],
    },
  },
}
