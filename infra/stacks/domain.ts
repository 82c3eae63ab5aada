import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';

/** A hosted zone of Route 53 in this account. */
interface Zone {
  readonly id: string;
  readonly name: string;
}

const hostedZone = (scope: Construct, { id, name }: Zone): IHostedZone =>
  HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: id, zoneName: name });

/** Points the domain at the distribution, over IPv4 and IPv6. */
export function addDomain(scope: Construct, name: string, zone: Zone, edge: Distribution): void {
  const record = {
    zone: hostedZone(scope, zone),
    // A name that ends in a dot is used unchanged.
    recordName: `${name}.`,
    target: RecordTarget.fromAlias(new CloudFrontTarget(edge)),
  };
  new ARecord(scope, 'Record', record);
  new AaaaRecord(scope, 'RecordV6', record);
}

interface CertificateProps extends StackProps {
  readonly domain: string;
  readonly zone: Zone;
}

/**
 * The certificate for the domain, in the only region from which CloudFront accepts certificates. ACM
 * validates it through the zone.
 */
export class CertificateStack extends Stack {
  /** Its ARN. */
  readonly certificate: string;

  constructor(scope: Construct, id: string, { domain, zone, ...props }: CertificateProps) {
    super(scope, id, props);
    this.certificate = new Certificate(this, 'Certificate', {
      domainName: domain,
      validation: CertificateValidation.fromDns(hostedZone(this, zone)),
    }).certificateArn;
  }
}
