'use strict';

const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

/**
 * Runs the function's code from V8's code cache beside it: what was compiled once need not be compiled at a cold start. A cache that
 * another version of Node or another kind of processor has made is not even read, and V8 refuses whatever is not its own: the code is
 * then compiled as always.
 */
exports.load = (folder) => {
  let cachedData;
  try {
    cachedData = readFileSync(`${folder}/function-${process.version}-${process.arch}.cache`);
  } catch {
    // There is none for this Node.
  }
  const filename = `${folder}/function.js`;
  // Nothing but ASCII is in it, which is read much faster than UTF-8.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, filename, folder);
  return { exports: module.exports, script };
};
