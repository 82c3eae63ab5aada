import { type App, Tags } from 'aws-cdk-lib';
import type { ReleaseFile } from '../../functions/seed/release-file.ts';
import type { Bundles } from '../bundle/bundle.ts';
import { ApiStack } from './api.ts';
import { type Config, EDGE_REGION } from './config.ts';
import { DataStack } from './data.ts';
import { CertificateStack } from './domain.ts';
import { EdgeAlarmStack } from './edge-alarm.ts';
import { FirewallStack } from './firewall.ts';
import { OperationsStack } from './operations.ts';
import { type Part, stackName, tagsOf } from './stack-name.ts';

interface Parts {
  readonly config: Config;
  readonly bundles: Bundles;
  readonly release: ReleaseFile;
  /** Folder of the built playground; undefined if there is none. */
  readonly playground: string | undefined;
  /** See DataProps. */
  readonly repair?: string;
  /** See secret.ts. */
  readonly secrets?: readonly string[];
}

/** All stacks of one stage. */
export function addDeployment(app: App, parts: Parts): void {
  const { config, bundles, release, playground, repair, secrets = [] } = parts;
  const isElsewhere = config.region !== EDGE_REGION;
  const named = (part: Part) => stackName(config.stage, part);
  const tags = tagsOf(config);
  const here = { env: { region: config.region }, tags };
  const atEdge = { env: { region: EDGE_REGION }, tags };
  const webAcl = config.webAcl ? new FirewallStack(app, named('firewall'), atEdge).webAcl : undefined;
  const data = new DataStack(app, named('data'), {
    ...here,
    config,
    bundle: bundles.seed,
    release,
    ...(repair === undefined ? {} : { repair }),
  });
  const { table, seeding, releases } = data;
  const { domain } = config;
  const certificate =
    domain?.zone && domain.certificate === undefined
      ? new CertificateStack(app, named('certificate'), { ...atEdge, domain: domain.name, zone: domain.zone })
          .certificate
      : domain?.certificate;
  const api = new ApiStack(app, named('api'), {
    ...here,
    config,
    bundles,
    table,
    releases,
    playground,
    webAcl,
    certificate,
    secrets,
  });
  const { answering, edge } = api;
  // Old code with new content shows at most what it knows about; new code with old content may lack what it
  // needs.
  api.addStackDependency(data);
  new OperationsStack(app, named('operations'), { ...here, config, answering, seeding, table, edge });
  if (edge && isElsewhere) new EdgeAlarmStack(app, named('edge-alarms'), { ...atEdge, config, edge });
  for (const [key, value] of Object.entries(tagsOf(config))) Tags.of(app).add(key, value);
}
