/** The documented blocks that are not run as they are, by what they begin with, and why. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'installs and then serves until it is stopped; test/local starts the same server',
  'npm run deploy': 'provisions an AWS account; test/rehearsal runs it against an emulator',
  'npm run publish': 'changes the content of an AWS account; test/rehearsal runs it against an emulator',
  'npm run import -- hsg-visits DIR':
    'reads a collection that is not part of the project; test/import runs it',
  'python3 -m venv .data/tools/ministack && .data/tools/ministack/bin/pip install ministack==1.5.33':
    'installs the emulator; the full run does it',
  '{\n  "Version": "2012-10-17"':
    'is a policy; test/infra/publish-rights.test.ts holds it to what a publish asks of AWS',
};
