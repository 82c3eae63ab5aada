/** The floor of everything: a function that does nothing. */
export const handler = async () => ({ statusCode: 200, body: '{"data":{}}' });
