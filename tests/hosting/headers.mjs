// Reads a file `_headers` as Netlify does, and prints as JSON which headers each path of standard input gets.
import { readFileSync } from "node:fs";
import { parseAllHeaders } from "@netlify/headers-parser";

const { headers, errors } = await parseAllHeaders({ headersFiles: [process.argv[2]], minimal: false });
if (errors.length > 0) throw new Error(errors.join("\n"));
const answers = {};
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  answers[path] = {};
  for (const rule of headers) {
    if (!rule.forRegExp.test(path)) continue;
    for (const [name, value] of Object.entries(rule.values)) (answers[path][name] ??= []).push(value);
  }
}
process.stdout.write(JSON.stringify(answers));
