// What came of a file: its verdict, its page as it is in the file, what it says of itself, and every step.
import type { ExaminedFileView } from '#shared/ipc/evidence-views';
import { PagePicture } from '../evidence/page-picture';
import { PageTurner } from '../evidence/page-turner';
import { VerificationLine } from '../evidence/verification-line';
import { VerificationSteps } from '../evidence/verification-steps';
import { turnFilePage } from './verify-commands';

export function ExaminedFile({ file }: { readonly file: ExaminedFileView }) {
  return (
    <div className="examined" data-testid="verify-result">
      <p className="examined-name">
        <b>{file.name}</b> <span className="soft tabular">{sizeWord(file.size)}</span>
      </p>
      <VerificationLine verification={file.verification} />
      <div className="examined-body">
        <div className="examined-page">
          {file.page ? (
            <>
              <div className="face-frame" data-testid="verify-page">
                <PagePicture page={file.page} title={`${file.name} 第 ${file.page.number} 页`} />
              </div>
              <PageTurner
                number={file.page.number}
                count={file.pageCount}
                onTurn={(by) => void turnFilePage(file, by)}
              />
            </>
          ) : (
            <p className="vacant">这个文件没有可以显示的页面</p>
          )}
        </div>
        <VerificationSteps verification={file.verification} />
      </div>
    </div>
  );
}

function sizeWord(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
