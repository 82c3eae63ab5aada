// Stands in for `@graphql-tools/executor` in the deployed function: Yoga's own executor is replaced for each
// operation anyway.
export { execute as normalizedExecutor } from 'graphql';
