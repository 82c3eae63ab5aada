// Stands in for Lambda's runtime: loads a bundle and calls its handler with a function URL's event. CommonJS,
// so that nothing is loaded that the bundle does not load itself.
'use strict';

/** @returns the handler as a function from an operation to `{ status, body }` */
exports.load = (file) => {
  const { handler } = require(file);
  return async (operation) => {
    const { statusCode, body, isBase64Encoded } = await handler(eventOf(operation), { awsRequestId: 'bench' });
    // The bytes, as the function URL sends them.
    return { status: statusCode, body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body };
  };
};

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
