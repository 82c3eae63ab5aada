'use strict';

const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

/**
 * Runs the function's code with the V8 code cache next to it, so that a cold start need not compile what was
 * compiled when the cache was made. V8 rejects a cache made by another version of Node, with other flags or
 * on another kind of processor, and compiles the code as usual.
 */
exports.load = (folder) => {
  const scripts = {};
  return { exports: run('function'), scripts };

  function run(name) {
    let cachedData;
    try {
      cachedData = readFileSync(`${folder}/${name}.cache`);
    } catch {
      // The code came without a cache.
    }
    const filename = `${folder}/${name}.js`;
    // The file is pure ASCII, which is read much faster as Latin-1 than as UTF-8.
    const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
    scripts[name] = script;
    if (name === 'function') {
      // Read by the function, whose first log line reports it.
      process.env.CODE_CACHE = cachedData === undefined ? 'missing' : script.cachedDataRejected ? 'rejected' : 'accepted';
    }
    const module = { exports: {} };
    script.runInThisContext()(module.exports, requirePart, module, filename, folder);
    return module.exports;
  }

  /** The search code is loaded by the first request that needs it. */
  function requirePart(id) {
    return id === './search.js' ? run('search') : require(id);
  }
};
