import { describe, expect, it } from 'vitest';
import { HELP, optionsOf } from '../../infra/local/options.ts';

describe('the options of the local run', () => {
  it('have defaults that serve this machine only', () => {
    expect(optionsOf([], {})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      content: expect.stringMatching(/content$/),
      data: expect.stringMatching(/\.data$/),
    });
  });

  it('come from the environment, and arguments override it', () => {
    const env = { PORT: '5000', HOST: '0.0.0.0', CONTENT_DIR: 'c', DATA_DIR: 'd' };
    expect(optionsOf([], { ...env, ALLOW_HOST: 'a.example, b.example' })).toEqual({
      port: 5000,
      host: '0.0.0.0',
      allowedHosts: ['a.example', 'b.example'],
      content: 'c',
      data: 'd',
    });
    expect(optionsOf(['--allow-host', 'a', '--allow-host=b'], { ALLOW_HOST: 'c' })).toMatchObject({
      allowedHosts: ['a', 'b'],
    });
    expect(optionsOf(['--port', '0', '--data=e'], env)).toMatchObject({ port: 0, data: 'e', content: 'c' });
  });

  it('resolve folders against where npm was called', () => {
    const called = { INIT_CWD: '/records', npm_package_json: `${process.cwd()}/package.json` };
    const env = { ...called, DATA_DIR: 'store' };
    expect(optionsOf(['--content', 'mine'], env)).toMatchObject({
      content: '/records/mine',
      data: '/records/store',
    });
    expect(optionsOf([], called)).toEqual(optionsOf([], {}));
  });

  it.each(['http', '-1', '70000', '40.5', ''])('refuse the port %j', (port) => {
    expect(() => optionsOf([`--port=${port}`], {})).toThrow('is not a port');
  });

  it.each(['--host=', '--content=', '--data='])('refuse the empty %s', (option) => {
    expect(() => optionsOf([option], {})).toThrow('is empty');
  });

  it('reject unknown ones and point to the help', () => {
    expect(() => optionsOf(['--prot', '1'], {})).toThrow('--help');
    expect(() => optionsOf(['content'], {})).toThrow('--help');
  });

  it('are in the help with their defaults', () => {
    expect(optionsOf(['--help'], {})).toBe('help');
    for (const word of ['--port', 'PORT', '4000', '--host', '127.0.0.1', '--allow-host', '--data', '.data']) {
      expect(HELP).toContain(word);
    }
  });
});
