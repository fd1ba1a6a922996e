// Validates CSAF documents at the extended level, strictly, with the informative tests that ask no other host.
// In: a JSON list of documents by name on standard input. Out: every error, warning and remark, as JSON.
import { text } from 'node:stream/consumers'
import * as extended from '@secvisogram/csaf-validator-lib/extended.js'
import * as informative from '@secvisogram/csaf-validator-lib/informativeTests.js'
import validateStrict from '@secvisogram/csaf-validator-lib/validateStrict.js'

const ASKS_OTHER_HOSTS = ['informativeTest_6_3_6', 'informativeTest_6_3_7']
const NEEDS_HUNSPELL = 'informativeTest_6_3_8'
const left = new Set(process.argv.includes('--spelling') ? ASKS_OTHER_HOSTS : [...ASKS_OTHER_HOSTS, NEEDS_HUNSPELL])
const tests = Object.entries({ ...extended, ...informative })
  .filter(([name]) => !left.has(name))
  .map(([, test]) => test)

const found = []
for (const [name, document] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const result = await validateStrict(tests, document)
  for (const test of result.tests) {
    for (const kind of ['errors', 'warnings', 'infos']) {
      for (const { instancePath, message } of test[kind]) {
        found.push({ document: name, test: test.name, kind, path: instancePath, message })
      }
    }
  }
}
console.log(JSON.stringify({ tests: tests.length, found }))
