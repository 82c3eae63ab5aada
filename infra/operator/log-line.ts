import { type LogEntry, readableLine } from '../../functions/graphql/log.ts';

/** One parsed event of the function's log. */
interface LogLine {
  readonly text: string;
  readonly isError: boolean;
  /** The version of the code that wrote it, if the line has it. */
  readonly version: string | undefined;
}

/**
 * Reads a line of the endpoint's log group: a request, formatted as by the local server, or Lambda's report
 * of a crash or a timeout.
 *
 * @returns undefined for lines of no use to an operator, such as Lambda's report on each invocation
 */
export function readLogLine(message: string): LogLine | undefined {
  const value = parsed(message);
  if (value === undefined)
    return { text: message.trimEnd(), isError: /error/i.test(message), version: undefined };
  if (value.message === 'request' && isRequest(value)) return requestLine(value);
  if (typeof value.type === 'string') return platformLine(value);
  return runtimeLine(value);
}

function requestLine(value: Members & LogEntry): LogLine {
  const { 'graphql.operation.name': operation, 'faas.coldstart': cold, codeCache, version, ...rest } = value;
  const entry: LogEntry = { ...rest, ...(typeof operation === 'string' ? { operation } : {}) };
  const [first = '', ...stacks] = readableLine(entry).split('\n');
  const marks = [
    ...(cold === true ? [`cold start, code cache ${codeCache}`] : []),
    ...(entry.causes === undefined ? [] : [`request ${entry.requestId}`]),
  ];
  return {
    text: [[first, ...marks].join('  '), ...stacks].join('\n'),
    isError: entry.codes !== undefined || entry.causes !== undefined || entry.status >= 500,
    version: typeof version === 'string' ? version : undefined,
  };
}

/** Lambda's own events: docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html. */
function platformLine({ time, type, record }: Members): LogLine | undefined {
  const { status, errorType } = isMembers(record) ? record : {};
  if (!/^platform\.(report|runtimeDone|initRuntimeDone|initReport)$/.test(String(type))) return undefined;
  if (typeof status !== 'string' || status === 'success') return undefined;
  const what = errorType === undefined ? status : `${status} (${String(errorType)})`;
  return { text: `${String(time).slice(11, 19)}  Lambda: ${what}`, isError: true, version: undefined };
}

/** What the runtime logs about an uncaught error or a failed start. */
function runtimeLine(value: Members): LogLine {
  const told = isMembers(value.message) ? value.message : value;
  const { errorType, errorMessage, stackTrace, stack } = told;
  const trace = [stackTrace ?? stack].flat().filter((line) => typeof line === 'string');
  const head =
    errorMessage === undefined ? String(value.message) : `${String(errorType)}: ${String(errorMessage)}`;
  return {
    text: [`${String(value.timestamp ?? '').slice(11, 19)}  ${head}`, ...trace].join('\n'),
    isError: value.level === 'ERROR' || value.level === 'FATAL' || errorMessage !== undefined,
    version: undefined,
  };
}

type Members = Readonly<Record<string, unknown>>;

/** Whether a line has what the lines of our endpoint have. */
const isRequest = (value: Members): value is Members & LogEntry =>
  [value.time, value.requestId, value.method, value.path].every((text) => typeof text === 'string') &&
  [value.status, value.ms, value.bytes].every((number) => typeof number === 'number') &&
  [value.codes, value.causes].every((list) => list === undefined || isTexts(list));

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(message: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
