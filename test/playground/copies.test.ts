import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fragmentOf, questionIn } from '../../functions/playground/src/address.ts';
import { copyAs } from '../../functions/playground/src/copy-as.ts';
import { operationNameOf } from '../../functions/playground/src/question.ts';
import { sharedServer } from '../support/shared-server.ts';

const QUESTION = {
  query:
    "# It's a comment\nquery Named($name: String!) {\n  participants(filter: { name: $name }) { nodes { name } }\n}\n",
  variables: '{ "name": "王" }',
};
const EXPECTED = { data: { participants: { nodes: [{ name: 'Wang Yi' }] } } };
const server = sharedServer();
const endpoint = () => `${server.url}graphql`;

test('the copied curl command gives the answer', async () => {
  const command = copyAs('curl', QUESTION, endpoint());
  const { stdout } = await promisify(execFile)('sh', ['-c', `curl() { command curl -s "$@"; }\n${command}`]);
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
});

test('the copied fetch call gives the answer', async () => {
  const program = `${copyAs('fetch', QUESTION, endpoint())}\nconsole.log(JSON.stringify({ data, errors }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
});

test('variables that are not a JSON object are not copied', () => {
  expect(() => copyAs('curl', { ...QUESTION, variables: '[1]' }, endpoint())).toThrow(TypeError);
  expect(() => copyAs('fetch', { ...QUESTION, variables: '{' }, endpoint())).toThrow(SyntaxError);
});

test('an address restores the exact query, whatever is in it', () => {
  const odd = { query: '{ a(b: "50% & more + # 王") }', variables: '{"x": "&#+%"}' };
  for (const question of [QUESTION, odd]) {
    const { hash } = new URL(fragmentOf(question), 'http://localhost/');
    expect(questionIn(hash)).toEqual(question);
  }
  expect(questionIn('')).toBeUndefined();
  expect(questionIn('#top')).toBeUndefined();
  expect(questionIn('#query=%E0%A4%A')).toBeDefined();
});

test('the name of an operation is found after comments and fragments', () => {
  expect(operationNameOf('# query Not\nquery Yes { a }')).toBe('Yes');
  expect(operationNameOf('fragment F on T { a }query Yes{ ...F }')).toBe('Yes');
  expect(operationNameOf('{ query }')).toBeNull();
});
