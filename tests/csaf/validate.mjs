// Validates CSAF documents at the extended level, strictly, with the informative tests that ask no other host.
// In: documents by name, as JSON on standard input. Out, as JSON: how many tests were run; every error, warning and
// remark; and by dictionary the texts that the test of spelling (6.3.8) hands to hunspell, which takes seconds to load.
import { text } from 'node:stream/consumers'
import * as extended from '@secvisogram/csaf-validator-lib/extended.js'
import * as informative from '@secvisogram/csaf-validator-lib/informativeTests.js'
import validateStrict from '@secvisogram/csaf-validator-lib/validateStrict.js'

const ASKS_OTHER_HOSTS = ['informativeTest_6_3_6', 'informativeTest_6_3_7']
const { informativeTest_6_3_8: spelling, ...others } = informative
const tests = Object.entries({ ...extended, ...others })
  .filter(([name]) => !ASKS_OTHER_HOSTS.includes(name))
  .map(([, test]) => test)

const texts = {}
const hunspell = async ({ dictionary, input }) => {
  texts[dictionary] = [...(texts[dictionary] ?? []), input]
  return ''
}

const found = []
for (const [name, document] of Object.entries(JSON.parse(await text(process.stdin)))) {
  await spelling(document, { hunspell })
  for (const test of (await validateStrict(tests, document)).tests) {
    for (const kind of ['errors', 'warnings', 'infos']) {
      for (const { instancePath, message } of test[kind]) {
        found.push({ document: name, test: test.name, kind, path: instancePath, message })
      }
    }
  }
}
console.log(JSON.stringify({ tests: tests.length, found, texts }))
