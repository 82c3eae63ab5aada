// Stands in for Lambda's runtime: loads a bundle and calls its handler with a function URL's event. CommonJS, so that nothing is loaded
// that the bundle does not load itself.
'use strict';

globalThis.awslambda = {
  streamifyResponse: (handler) => Object.assign(handler, { streams: true }),
  HttpResponseStream: { from: (stream, head) => Object.assign(stream, { head }) },
};

/** @returns the handler as a function from an operation to `{ status, body }` */
exports.load = (file) => {
  const { handler } = require(file);
  return (operation) => (handler.streams ? streamed(handler, eventOf(operation)) : buffered(handler, eventOf(operation)));
};

async function buffered(handler, event) {
  const { statusCode, body } = await handler(event, {});
  return { status: statusCode, body };
}

function streamed(handler, event) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const stream = {
      write: (part) => parts.push(part),
      end: (part) => {
        if (part) parts.push(part);
        // Bytes, as they go to the network; a buffered answer is a string, which the runtime would put into its own JSON.
        resolve({ status: stream.head.statusCode, body: Buffer.concat(parts) });
      },
    };
    Promise.resolve(handler(event, stream, {})).catch(reject);
  });
}

function eventOf(operation) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', accept: 'application/json', host: 'example.lambda-url.aws' },
    requestContext: {
      requestId: 'bench',
      domainName: 'example.lambda-url.aws',
      http: { method: 'POST', path: '/graphql', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
    },
    body: JSON.stringify(operation),
    isBase64Encoded: false,
  };
}
