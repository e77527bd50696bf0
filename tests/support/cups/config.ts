// Configuration files of a private CUPS: two queues, one socket, nothing of the machine's own print service touched.

export interface CupsLayout {
  /** Root of everything, a short path: a UNIX socket's name has room for 107 bytes. */
  readonly root: string;
  readonly socket: string;
  readonly user: string;
  readonly group: string;
}

/** Passes the document through untouched. */
export const PDF_QUEUE = 'ZC_PDF';
/** Runs cups-filters' pdftopdf first, as a driver for a real printer does. */
export const FILTERED_QUEUE = 'ZC_FILTERED';

export function cupsdConf(layout: CupsLayout): string {
  return `LogLevel warn
MaxLogSize 0
Listen ${layout.socket}
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy retry-job
JobRetryInterval 1
JobRetryLimit 3
PreserveJobHistory Yes
PreserveJobFiles No
DirtyCleanInterval 0
MultipleOperationTimeout 120
DefaultPaperSize A4
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  # As CUPS ships it: only its owner may send to, ask for or cancel a job.
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit Send-Document Send-URI Hold-Job Release-Job Restart-Job Set-Job-Attributes Cancel-Job Close-Job Cancel-My-Jobs>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  # Tests are the administrator.
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;
}

export function cupsFilesConf({ root, user, group }: CupsLayout): string {
  return `ServerRoot ${root}/etc
ServerBin ${root}/bin
DataDir /usr/share/cups
DocumentRoot ${root}
RequestRoot ${root}/spool
TempDir ${root}/tmp
CacheDir ${root}/cache
StateDir ${root}/run
AccessLog ${root}/log/access
ErrorLog ${root}/log/error
PageLog ${root}/log/page
LogFilePerm 0644
User ${user}
Group ${group}
SystemGroup root
FatalErrors none
SyncOnClose Yes
`;
}

export function printersConf(): string {
  return `${queueConf('DefaultPrinter', PDF_QUEUE)}${queueConf('Printer', FILTERED_QUEUE)}`;
}

function queueConf(keyword: string, name: string): string {
  return `<${keyword} ${name}>
Info ${name}
DeviceURI zcfile:/${name}
State Idle
Accepting Yes
Shared No
JobSheets none none
ErrorPolicy retry-job
OpPolicy default
</${keyword === 'DefaultPrinter' ? 'DefaultPrinter' : 'Printer'}>
`;
}

interface Paper {
  readonly name: string;
  readonly text: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

const PAPERS: readonly Paper[] = [
  { name: 'A4', text: 'A4', width: 595.28, height: 841.89 },
  { name: 'A5', text: 'A5', width: 419.53, height: 595.28 },
  { name: 'Letter', text: 'US Letter', width: 612, height: 792 },
];

/**
 * A PPD that keeps whatever media the job names; the generic one turns small pages into Letter.
 * `filter` is cupsFilter2's line: pass-through, or through pdftopdf.
 */
export function ppd(queue: string): string {
  const source = queue === PDF_QUEUE ? 'application/pdf' : 'application/vnd.cups-pdf';
  const size = (p: Paper): string => `${p.width} ${p.height}`;
  const lines = [
    '*PPD-Adobe: "4.3"',
    '*FormatVersion: "4.3"',
    '*FileVersion: "1.0"',
    '*LanguageVersion: English',
    '*LanguageEncoding: ISOLatin1',
    '*PCFileName: "ZCPDF.PPD"',
    '*Manufacturer: "ZC"',
    '*Product: "(ZC PDF)"',
    `*ModelName: "${queue}"`,
    `*ShortNickName: "${queue}"`,
    `*NickName: "${queue}"`,
    '*PSVersion: "(3010.000) 0"',
    '*LanguageLevel: "3"',
    '*ColorDevice: True',
    '*DefaultColorSpace: RGB',
    '*FileSystem: False',
    `*cupsFilter2: "${source} application/pdf 0 -"`,
    '*DefaultResolution: 600dpi',
    '*OpenUI *PageSize/Media Size: PickOne',
    '*OrderDependency: 10 AnySetup *PageSize',
    '*DefaultPageSize: A4',
    ...PAPERS.map((p) => `*PageSize ${p.name}/${p.text}: "<</PageSize[${size(p)}]>>setpagedevice"`),
    '*CloseUI: *PageSize',
    '*OpenUI *PageRegion/Media Size: PickOne',
    '*OrderDependency: 10 AnySetup *PageRegion',
    '*DefaultPageRegion: A4',
    ...PAPERS.map((p) => `*PageRegion ${p.name}/${p.text}: "<</PageSize[${size(p)}]>>setpagedevice"`),
    '*CloseUI: *PageRegion',
    '*DefaultImageableArea: A4',
    ...PAPERS.map((p) => `*ImageableArea ${p.name}/${p.text}: "0 0 ${size(p)}"`),
    '*DefaultPaperDimension: A4',
    ...PAPERS.map((p) => `*PaperDimension ${p.name}/${p.text}: "${size(p)}"`),
    '*MaxMediaWidth: "1200"',
    '*MaxMediaHeight: "3400"',
    '*HWMargins: 0 0 0 0',
    '*VariablePaperSize: True',
    '*NonUIOrderDependency: 10 AnySetup *CustomPageSize',
    '*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice"',
    '*ParamCustomPageSize Width: 1 points 72 1200',
    '*ParamCustomPageSize Height: 2 points 72 3400',
    '*ParamCustomPageSize WidthOffset: 3 points 0 0',
    '*ParamCustomPageSize HeightOffset: 4 points 0 0',
    '*ParamCustomPageSize Orientation: 5 int 0 0',
    '*DefaultFont: Courier',
  ];
  return `${lines.join('\n')}\n`;
}
