/** Hosts of governments and of intergovernmental bodies, by parts of their names. */
const GOVERNMENT =
  /(^|\.)(gov|gouv|gob|govt|gub|guv|go|mil|int|europa|kremlin|mid|mfa|mofa|mzv|bundesregierung|auswaertiges-amt|admin)(\.[a-z]{2,3}){0,2}$|(^|[.-])(us)?(embassy|consulate|mission)[.-]/;

/** State-owned media, by domain. */
const STATE_MEDIA = [
  ...['news.cn', 'xinhuanet.com', 'people.cn', 'people.com.cn', 'pdnews.cn', 'chinadaily.com.cn'],
  ...['globaltimes.cn', 'cgtn.com', 'cri.cn', 'china.org.cn', 'tass.com', 'tass.ru', 'ria.ru', 'rt.com'],
  ...['sputniknews.com', 'sputniknews.cn', 'sputnikglobe.com', 'voanews.com', 'voaafrica.com', 'presstv.ir'],
  ...['irna.ir', 'mehrnews.com', 'spa.gov.sa', 'wam.ae', 'qna.org.qa', 'kcna.kp', 'aa.com.tr', 'trt.net.tr'],
  ...['ukrinform.net', 'ukrinform.ua', 'belta.by', 'vnanet.vn', 'antaranews.com', 'sana.sy', 'petra.gov.jo'],
];

/** Whether an address belongs to a government, an intergovernmental organization, or a state-owned medium. */
export function isOfficialAddress(url: string): boolean {
  const host = new URL(url).hostname.toLowerCase();
  return GOVERNMENT.test(host) || STATE_MEDIA.some((each) => host === each || host.endsWith(`.${each}`));
}
