// The counter of tests, as its settings name it.
export const COUNTER = {
  place: 'xuchang',
  unit: '演示市政务服务中心',
  window: 'A01',
  clerk: '演示窗口人员',
};
