// Replaces `@graphql-tools/executor` in the deployed function: Yoga's own executor is overridden for each
// operation anyway.
export { execute as normalizedExecutor } from 'graphql';
