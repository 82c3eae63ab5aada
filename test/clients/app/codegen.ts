import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: '../../../schema/schema.graphql',
  documents: ['../../../schema/operations/*.graphql', 'src/apollo.ts', 'generated/copied.ts'],
  generates: {
    './generated/gql/': {
      preset: 'client',
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          CountryCode: 'string',
          Date: 'string',
          DateTime: 'string',
          LanguageTag: 'string',
          URL: 'string',
        },
      },
    },
  },
  importExtension: '.ts',
} satisfies CodegenConfig;
